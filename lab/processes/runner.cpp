#include "lab/processes/runner.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <list>

#include "lab/processes/gauge.hpp"
#include "lab/processes/interruption.hpp"
#include "lab/processes/process.hpp"
#include "lab/running/single_run.hpp"

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
        number_(experiment.replications() * designs()),
        gauges_(number_),
        gathering_(designs(), experiment.replications()) {}

  Runs run() {
    bool interrupted = false;
    while (!interrupted && (next_ < number_ || !under_way_.empty())) {
      start_some();
      progress_.draw(finished());
      interrupted = wait();
    }
    under_way_.clear();
    auto runs = gathering_.finish();
    runs.interrupted = interrupted;
    return runs;
  }

 private:
  std::size_t designs() const { return experiment_.designs.size(); }

  void start_some() {
    while (next_ < number_ && static_cast<int>(under_way_.size()) < settings_.jobs) {
      const auto& design = experiment_.designs[next_ % designs()];
      const Streams streams{experiment_.seed(), next_ / designs()};
      const auto trace_one_in = streams.replication == 0 ? settings_.trace_one_in : 0;
      auto& reading = gauges_[next_];
      under_way_.emplace_back(next_++, [&] {
        auto result = run_one(std::move(experiment_.scenario),
                              {design, streams, settings_.recording, settings_.without,
                               settings_.keep_fates, settings_.keep_course, trace_one_in},
                              gauged_by(reading));
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
    gathering_.take(number % designs(), number / designs(), from_bytes(run->process.bytes()));
    under_way_.erase(run);
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

  Experiment& experiment_;
  RunnerSettings settings_;
  ProgressBar& progress_;
  Interruption interruption_;
  std::size_t number_;  ///< of runs in all
  Gauges gauges_;       ///< by number
  Gathering gathering_;
  std::size_t next_ = 0;
  std::list<Run> under_way_;
};

}  // namespace

Runs run_all(Experiment& experiment, RunnerSettings settings, ProgressBar& progress) {
  return Runner(experiment, std::move(settings), progress).run();
}

}  // namespace faultline
