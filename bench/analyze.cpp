/// How long `faultline analyze` takes for large systems, by a scenario that it makes: services in
/// layers, each of which calls the same number of services of the next layer, and every tenth of
/// which publishes to the topic that another one consumes.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "bench/process.hpp"

namespace faultline::bench {

namespace {

namespace fs = std::filesystem;

struct Options {
  int services = 10'000;
  int calls = 10;  ///< of each service
  int layers = 20;
  int rounds = 3;
  fs::path faultline;
};

/// The scenario, and how many calls, publications and subscriptions stand in it.
struct System {
  std::string text;
  int edges = 0;
};

System system_of(const Options& options) {
  std::mt19937 random(1);
  const int width = std::max(options.calls, options.services / options.layers);
  System system;
  std::string services;
  std::string operations;
  std::string topics;
  std::string subscriptions;
  for (int i = 0; i < options.services; ++i) {
    const int below = (i / width + 1) * width;
    const int candidates = std::min(width, options.services - below);
    std::set<int> callees;
    while (std::ssize(callees) < std::min(options.calls, candidates))
      callees.insert(below + static_cast<int>(random() % static_cast<unsigned>(candidates)));
    if (i + 1 < std::min(below, options.services)) callees.insert(i + 1);
    std::string steps;
    for (const int callee : callees) steps += fmt::format("{{ \"call\": \"s{}.run\" }}, ", callee);
    if (i % 10 == 0) {
      steps += fmt::format("{{ \"publish\": \"t{}\" }}, ", i);
      topics += fmt::format("{}\"t{}\": {{ \"append\": \"0s\" }}", topics.empty() ? "" : ", ", i);
      subscriptions += fmt::format("{}\"s{}.take\": {{ \"topic\": \"t{}\" }}",
                                   subscriptions.empty() ? "" : ", ", i, i);
      operations += fmt::format("\"s{}.take\": [],\n", i);
      system.edges += 2;
    }
    system.edges += static_cast<int>(callees.size());
    services += fmt::format("{}\"s{}\": {{}}", i == 0 ? "" : ", ", i);
    operations += fmt::format("\"s{}.run\": [ {}{{ \"effect\": \"done\" }} ]{}\n", i, steps,
                              i + 1 < options.services ? "," : "");
  }
  system.text = fmt::format(
      R"({{ "faultline": 1, "title": "A large system", "question": "How long does it take?",
"transaction": {{ "entry": "s0.run", "effects": ["done"] }},
"workload": {{ "kind": "open", "arrivals": {{ "kind": "poisson", "rate": "1/s" }} }},
"platform": {{ "zones": {{ "rack": {{ "hosts": ["host"] }} }} }},
"services": {{ {} }},
"operations": {{ {} }},
"designs": {{ "only": {{ "topics": {{ {} }}, "subscriptions": {{ {} }} }} }} }})",
      services, operations, topics, subscriptions);
  return system;
}

void measure(Options options) {
  const auto file = fs::temp_directory_path() / fmt::format("faultline-large-{}.json", getpid());
  const auto system = system_of(options);
  std::ofstream(file) << system.text;
  fmt::print("{} services, {} edges, {:.1f} MB of JSON\n", options.services, system.edges,
             static_cast<double>(system.text.size()) / 1e6);
  fmt::print("{:<10} {:>8} {:>8} {:>9} {:>10}\n", "format", "wall s", "CPU s", "peak MB",
             "output MB");
  for (const std::string format : {"validate", "table", "json", "dot", "mermaid", "sarif"}) {
    std::vector<Cost> costs;
    for (int round = 0; round < options.rounds; ++round)
      costs.push_back(run_program(
          format == "validate"
              ? std::vector{options.faultline.string(), format, file.string()}
              : std::vector<std::string>{options.faultline, "analyze", file, "--format", format}));
    std::ranges::sort(costs, {}, &Cost::wall_s);
    const auto& median = costs[costs.size() / 2];
    fmt::print("{:<10} {:>8.2f} {:>8.2f} {:>9.1f} {:>10.2f}\n", format, median.wall_s, median.cpu_s,
               median.peak_mb, static_cast<double>(median.output.size()) / 1e6);
    std::fflush(stdout);
  }
  fs::remove(file);
}

int command_line(int argc, char** argv) {
  Options options;
  options.faultline = fs::path(argv[0]).parent_path().parent_path() / "faultline";
  CLI::App app{"How long faultline analyze takes for a large system"};
  app.add_option("--services", options.services, "number of services")->check(CLI::PositiveNumber);
  app.add_option("--calls", options.calls, "calls of each service")->check(CLI::PositiveNumber);
  app.add_option("--layers", options.layers, "layers of services")->check(CLI::PositiveNumber);
  app.add_option("--rounds", options.rounds, "runs of each format")->check(CLI::PositiveNumber);
  app.add_option("--faultline", options.faultline, "the faultline program");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& usage) {
    return app.exit(usage) == 0 ? 0 : 2;
  }
  measure(options);
  return 0;
}

}  // namespace

}  // namespace faultline::bench

int main(int argc, char** argv) {
  try {
    return faultline::bench::command_line(argc, argv);
  } catch (const std::exception& trouble) {
    std::fprintf(stderr, "analyze: %s\n", trouble.what());
    return 1;
  }
}
