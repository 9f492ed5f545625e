/// Runs each workload as a hand-written state machine, as bare coroutines on our calendar and as a
/// scenario file through the whole of `faultline run`, and prints what a request costs in each.
/// The three take turns, so that a slow minute of the machine hits all of them; medians of the
/// rounds.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "bench/process.hpp"
#include "bench/workload.hpp"

namespace faultline::bench {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

struct Options {
  int rounds = 5;
  fs::path programs = fs::read_symlink("/proc/self/exe").parent_path();
  fs::path faultline;
  fs::path scenarios = "bench/scenarios";
  std::vector<std::string> wanted;
};

/// One run: what it cost and what it says of itself.
struct Run {
  Cost cost;
  double requests = 0;
  double events = 0;
  double mean_response_s = 0;
};

/// The runs of one program on one workload.
struct Entry {
  std::string program;
  std::vector<Run> runs;

  double median(auto quantity) const {
    std::vector<double> values;
    for (const auto& run : runs) values.push_back(quantity(run));
    std::sort(values.begin(), values.end());
    const auto middle = values.size() / 2;
    return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  double cpu_per_request() const {
    return median([](const Run& run) { return run.cost.cpu_s / run.requests; });
  }
};

/// What the other programs do not record is left out, too.
Run run_scenario(const Options& options, const std::string& workload,
                 std::vector<std::string> more = {"--measures-only"}) {
  const auto scenario = options.scenarios / (workload + ".json");
  std::vector<std::string> words{options.faultline.string(),
                                 "run",
                                 scenario.string(),
                                 "--quiet",
                                 "--replications",
                                 "1",
                                 "--jobs",
                                 "1",
                                 "--format",
                                 "json"};
  words.insert(words.end(), more.begin(), more.end());
  Run run{.cost = run_program(words)};
  const auto result = Json::parse(run.cost.output);
  const auto& design = result.at("designs").begin().value();
  const auto mean = [&](const char* key) { return design.at(key).at("mean").get<double>(); };
  run.requests = mean("requests");
  run.events = mean("events");
  run.mean_response_s = mean("response_mean_s");
  return run;
}

Run run_contender(const Options& options, const char* program, const std::string& workload,
                  double requests) {
  Run run{.cost = run_program({(options.programs / program).string(), workload,
                               std::to_string(std::llround(requests))})};
  const auto result = Json::parse(run.cost.output);
  run.requests = result.at("requests");
  run.events = result.at("events");
  run.mean_response_s = result.at("mean_response_s");
  return run;
}

std::vector<Entry> take_turns(const Options& options, const std::string& workload) {
  Entry machine{"state machine", {}};
  Entry loop{"coroutine loop", {}};
  Entry full{"faultline run", {}};
  for (int round = 1; round <= options.rounds; ++round) {
    fmt::print(stderr, "{}: round {} of {}\n", workload, round, options.rounds);
    full.runs.push_back(run_scenario(options, workload));
    const auto requests = full.runs.front().requests;
    machine.runs.push_back(run_contender(options, "state_machine", workload, requests));
    loop.runs.push_back(run_contender(options, "coroutine_loop", workload, requests));
  }
  return {machine, loop, full};
}

/// Two scenarios that take turns: what the first has more than the second is what it adds.
struct Addition {
  std::string_view with;
  std::string_view without;
  std::string_view what;
};

constexpr Addition additions[] = {
    {"chain5-policies", "chain5", "time-out, retry, breaker and bulkhead on each of five hops"},
    {"inflight-timeouts", "inflight", "100,000 pending time-outs"},
};

/// Runs both in turn.
std::pair<Entry, Entry> run_in_turn(const Options& options, std::string_view one,
                                    std::string_view other) {
  std::pair<Entry, Entry> both{{std::string(one), {}}, {std::string(other), {}}};
  for (int round = 1; round <= options.rounds; ++round) {
    fmt::print(stderr, "{}: round {} of {}\n", one, round, options.rounds);
    both.second.runs.push_back(run_scenario(options, both.second.program));
    both.first.runs.push_back(run_scenario(options, both.first.program));
  }
  return both;
}

void print_addition(const Options& options, const Addition& addition) {
  const auto [with, without] = run_in_turn(options, addition.with, addition.without);
  fmt::print("{:<18} {:>5.2f}x of {:<9} ({})\n", addition.with,
             with.cpu_per_request() / without.cpu_per_request(), addition.without, addition.what);
  std::fflush(stdout);
}

/// Causes, where the time goes, and the course of the parts, against the measures alone.
void print_inside(const Options& options, const std::string& workload) {
  Entry inside{workload, {}};
  Entry alone{workload, {}};
  for (int round = 1; round <= options.rounds; ++round) {
    fmt::print(stderr, "inside {}: round {} of {}\n", workload, round, options.rounds);
    alone.runs.push_back(run_scenario(options, workload));
    inside.runs.push_back(run_scenario(options, workload, {}));
  }
  fmt::print("{:<18} {:>5.2f}x of --measures-only (causes, time split, course)\n", workload,
             inside.cpu_per_request() / alone.cpu_per_request());
  std::fflush(stdout);
}

/// One topic, ten groups of consumers: every event is delivered ten times.
void print_fan_out(const Options& options) {
  Entry fan_out{"fanout", {}};
  for (int round = 1; round <= options.rounds; ++round) {
    fmt::print(stderr, "fanout: round {} of {}\n", round, options.rounds);
    fan_out.runs.push_back(run_scenario(options, fan_out.program));
  }
  fmt::print(
      "\nfanout             {:.2f} million deliveries per wall second ({:.2f} per CPU second)\n",
      fan_out.median([](const Run& run) { return 10 * run.requests / run.cost.wall_s; }) / 1e6,
      10 / fan_out.cpu_per_request() / 1e6);
}

/// Ten million events that wait, and as many that do not.
struct Backlog {
  std::string_view waiting;
  std::string_view passing;
};
constexpr Backlog backlogs[] = {{"backlog", "no-backlog"}, {"queue-backlog", "queue-no-backlog"}};

void print_backlog(const Options& options, const Backlog& backlog) {
  const auto [waiting, passing] = run_in_turn(options, backlog.waiting, backlog.passing);
  fmt::print("{:<18} {:.2f}x of {}, peak {:.0f} MB (ten million events wait)\n", waiting.program,
             waiting.cpu_per_request() / passing.cpu_per_request(), passing.program,
             waiting.median([](const Run& run) { return run.cost.peak_mb; }));
}

void print_head() {
  fmt::print("{:<9} {:<15} {:>12} {:>12} {:>8} {:>12} {:>13}\n", "workload", "program",
             "requests/s", "events/s", "peak MB", "response ms", "CPU/request");
}

void print_entry(const std::string& workload, const Entry& entry, const Entry& yardstick) {
  const auto per_s = [](double quantity, const Run& run) { return quantity / run.cost.wall_s; };
  fmt::print("{:<9} {:<15} {:>12.0f} {:>12.0f} {:>8.1f} {:>12.3f} {:>12.2f}x\n", workload,
             entry.program, entry.median([&](const Run& run) { return per_s(run.requests, run); }),
             entry.median([&](const Run& run) { return per_s(run.events, run); }),
             entry.median([](const Run& run) { return run.cost.peak_mb; }),
             entry.median([](const Run& run) { return run.mean_response_s * 1e3; }),
             entry.cpu_per_request() / yardstick.cpu_per_request());
}

void compare(Options options) {
  if (options.faultline.empty()) {
    options.faultline = options.programs / "faultline";
    if (!fs::exists(options.faultline))
      options.faultline = options.programs.parent_path() / "faultline";
  }
  const bool all = options.wanted.empty();
  if (all)
    for (const auto& workload : workloads) options.wanted.emplace_back(workload.name);
  print_head();
  for (const auto& workload : options.wanted) {
    const auto entries = take_turns(options, workload);
    for (const auto& entry : entries) print_entry(workload, entry, entries.front());
    std::fflush(stdout);
  }
  if (!all) return;
  fmt::print("\nCPU per request of one scenario against another:\n");
  for (const auto& addition : additions) print_addition(options, addition);
  for (const auto* workload : {"chain5", "chain5-policies"}) print_inside(options, workload);
  print_fan_out(options);
  for (const auto& backlog : backlogs) print_backlog(options, backlog);
}

int command_line(int argc, char** argv) {
  Options options;
  CLI::App app{"What a request costs: state machine, bare coroutines, the full path"};
  app.add_option("workload", options.wanted, "chain5, tandem5, mm1, chain20, inflight; default all")
      ->check([](const std::string& name) {
        return workload_named(name) ? "" : "no such workload: " + name;
      });
  app.add_option("--rounds", options.rounds, "runs of each program")->check(CLI::PositiveNumber);
  app.add_option("--programs", options.programs, "where state_machine and coroutine_loop are");
  app.add_option("--faultline", options.faultline, "the faultline program; default beside these");
  app.add_option("--scenarios", options.scenarios, "where the scenario of each workload is");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& usage) {
    return app.exit(usage) == 0 ? 0 : 2;
  }
  compare(options);
  return 0;
}

}  // namespace

}  // namespace faultline::bench

int main(int argc, char** argv) {
  try {
    return faultline::bench::command_line(argc, argv);
  } catch (const std::exception& trouble) {
    std::fprintf(stderr, "compare: %s\n", trouble.what());
    return 1;
  }
}
