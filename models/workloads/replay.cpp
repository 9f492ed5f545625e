#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "models/workloads/trace.hpp"
#include "models/workloads/workload.hpp"
#include "sim/language/input_file.hpp"

namespace faultline {

namespace {

constexpr std::size_t largest = std::size_t{256} << 20;  ///< a file, in bytes

enum class TimeUnit { ns, us, ms, s, min, h };

std::vector<std::string> words(TimeUnit) { return {"ns", "us", "ms", "s", "min", "h"}; }

Duration size_of(TimeUnit unit) {
  using namespace std::chrono;
  const Duration sizes[] = {nanoseconds(1),          microseconds(1), milliseconds(1),
                            std::chrono::seconds(1), minutes(1),      hours(1)};
  return sizes[static_cast<std::size_t>(unit)];
}

/// Requests arrive when they once did: request i at (T_i - T_0) / speed, T_i the instants in a CSV
/// file. What comes after the end of the run is left out.
class Replay final : public Workload {
 public:
  Task<void> run(Client& client, const Streams&, Time end) override {
    auto& calendar = client.calendar();
    for (std::uint64_t id = 0; id < instants_.size(); ++id) {
      const Time arrival{instants_[id]};
      if (arrival >= end) co_return;
      co_await calendar.delay(arrival - calendar.now());
      client.arrive(id);
    }
  }

  std::optional<Reference> file() const override { return file_; }
  double expected_by(Time end) const override {
    const auto last = std::ranges::lower_bound(instants_, end - start_of_run);
    return static_cast<double>(last - instants_.begin());
  }

 protected:
  void declare(Fields& f) override {
    f("file", file_,
      {.says = "CSV file of arrival times in order, relative to the scenario's folder: numbers, "
               "durations, or ISO 8601 dates and times; the first is the start of the run",
       .required = true});
    f("column", format_.column,
      {.says = "name of the column in the header line; the first column by default"});
    f("unit", unit_, {.says = "unit of plain numbers"});
    f("speed", speed_, {.says = "factor by which the trace is sped up", .positive = true});
    if (f.sound()) read(f);
  }

 private:
  void read(Fields& f) {
    const auto path = f.problems().beside(file_.name);
    auto why = why_unfit(path, largest);
    auto file = why.empty() ? read_file(path, largest) : InputFile{"", std::move(why)};
    if (!file.why.empty())
      return f.problems().add(f.place_of("file"),
                              fmt::format("{} cannot be read: {}", path, file.why));
    format_.unit = size_of(unit_);
    std::istringstream stream(std::move(file.content));
    auto trace = read_trace(stream, path, format_);
    if (!trace.wrong.empty())
      f.problems().add(f.place_of(trace.without_column ? "column" : "file"), trace.wrong);
    instants_ = std::move(trace.instants);
    if (speed_ == 1) return;
    for (auto& instant : instants_)
      instant = from_nanoseconds(static_cast<double>(instant.count()) / speed_);
  }

  Reference file_;
  TraceFormat format_;
  TimeUnit unit_ = TimeUnit::s;
  double speed_ = 1;
  std::vector<Duration> instants_;
};

}  // namespace

Kind<Workload> replay() {
  return kind<Workload, Replay>("replay", "Requests arrive at the times recorded in a CSV file.");
}

}  // namespace faultline
