#include "lab/processes/runner.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <list>
#include <optional>

#include "lab/processes/interruption.hpp"
#include "lab/processes/process.hpp"
#include "lab/processes/single_run.hpp"

namespace faultline {

namespace {

/// One design in one replication, under way.
struct Run {
  Run(std::size_t its_number, const std::function<Process::Bytes()>& work)
      : number(its_number), process(work) {}

  std::size_t number;  ///< replication * designs + design
  Process process;
};

class Runner {
 public:
  Runner(Experiment& experiment, RunnerSettings settings, ProgressBar& progress)
      : experiment_(experiment),
        settings_(std::move(settings)),
        progress_(progress),
        results_(experiment.replications() * designs()),
        gauges_(results_.size()),
        courses_(designs()) {}

  Runs run() {
    bool interrupted = false;
    while (!interrupted && (next_ < results_.size() || !under_way_.empty())) {
      start_some();
      progress_.draw(finished());
      interrupted = wait();
    }
    under_way_.clear();
    for (; next_course_ < experiment_.replications(); ++next_course_)
      if (is_complete(next_course_)) add_courses(next_course_);
    Runs runs{complete(), interrupted};
    for (const auto& course : courses_) runs.courses.push_back(course.result());
    return runs;
  }

 private:
  std::size_t designs() const { return experiment_.designs.size(); }

  void start_some() {
    while (next_ < results_.size() && static_cast<int>(under_way_.size()) < settings_.jobs) {
      const auto& design = experiment_.designs[next_ % designs()];
      const Streams streams{experiment_.seed(), next_ / designs()};
      const auto trace_one_in = streams.replication == 0 ? settings_.trace_one_in : 0;
      auto& reading = gauges_[next_];
      under_way_.emplace_back(next_++, [&] {
        auto result = run_one(std::move(experiment_.scenario),
                              {design, streams, settings_.recording, settings_.without,
                               settings_.keep_fates, settings_.keep_course, trace_one_in},
                              reading);
        if (!settings_.keep_series) result.summary.series.clear();
        return to_bytes(result);
      });
    }
  }

  /// Until something arrives, the line is to be drawn again, or the user wants to stop (true).
  bool wait() {
    std::vector<pollfd> watched{{interruption_.descriptor(), POLLIN, 0}};
    for (const auto& run : under_way_) watched.push_back({run.process.descriptor(), POLLIN, 0});
    if (poll(watched.data(), watched.size(), progress_.interval()) <= 0) return false;
    auto watch = watched.begin() + 1;
    for (auto run = under_way_.begin(); run != under_way_.end(); ++watch) {
      const auto current = run++;
      if (watch->revents != 0 && current->process.take()) finish(current);
    }
    return interruption_.heard();
  }

  void finish(std::list<Run>::iterator run) {
    const auto number = run->number;
    const auto end = run->process.end();
    if (end.how != Process::Ended::well) give_up(number, end);
    results_[number] = from_bytes(run->process.bytes());
    under_way_.erase(run);
    for (; next_course_ < experiment_.replications() && is_complete(next_course_); ++next_course_)
      add_courses(next_course_);
  }

  /// All designs have finished it.
  bool is_complete(std::size_t replication) const {
    const auto* first = &results_[replication * designs()];
    return std::all_of(first, first + designs(), [](const auto& one) { return one.has_value(); });
  }

  /// They are added up in the order of the replications, and not kept.
  void add_courses(std::size_t replication) {
    for (std::size_t i = 0; i < designs(); ++i) {
      auto& summary = results_[replication * designs() + i]->summary;
      courses_[i].add(summary);
      summary.part_courses = {};
      summary.edge_courses = {};
    }
  }

  /// Runs, those under way by the share that they have come through.
  double finished() const {
    auto runs = static_cast<double>(next_ - under_way_.size());
    for (const auto& run : under_way_)
      runs += gauges_.share(run.number, experiment_.scenario.run.length);
    return runs;
  }

  [[noreturn]] void give_up(std::size_t number, const Process::End& end) const {
    const auto text = fmt::format("design \"{}\" in replication {} of {}: {}",
                                  experiment_.designs[number % designs()], number / designs() + 1,
                                  experiment_.replications(), end.says);
    if (end.how == Process::Ended::refused)
      throw ScenarioError(fmt::format("{}: {}", experiment_.document.file, text));
    if (end.how == Process::Ended::starved) throw RunStarved(text);
    throw RunFailed(text);
  }

  std::vector<std::vector<RunResult>> complete() {
    std::vector<std::vector<RunResult>> complete(designs());
    for (std::size_t replication = 0; replication < experiment_.replications(); ++replication) {
      if (!is_complete(replication)) continue;
      for (std::size_t i = 0; i < designs(); ++i)
        complete[i].push_back(std::move(*results_[replication * designs() + i]));
    }
    return complete;
  }

  Experiment& experiment_;
  RunnerSettings settings_;
  ProgressBar& progress_;
  Interruption interruption_;
  std::vector<std::optional<RunResult>> results_;  ///< by number
  Gauges gauges_;                                  ///< by number
  std::vector<CourseEstimates> courses_;           ///< by design
  std::size_t next_course_ = 0;                    ///< the first replication not added to them
  std::size_t next_ = 0;
  std::list<Run> under_way_;
};

}  // namespace

Runs run_all(Experiment& experiment, RunnerSettings settings, ProgressBar& progress) {
  return Runner(experiment, std::move(settings), progress).run();
}

}  // namespace faultline
