/// What SimGrid's part costs: transfers of which no two share a link, computations that share the
/// cores of their hosts, and a platform of many hosts.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <deque>
#include <optional>

#include "sim/engine/task.hpp"
#include "sim/platform/host_share.hpp"

namespace faultline::bench {

namespace {

using namespace std::chrono_literals;

struct Options {
  int pairs = 100;
  int transfers = 2000;  ///< of each pair
  int computations = 100;
};

/// Pairs of hosts, each with a network of its own.
PlatformSpec pairs_of_hosts(int pairs) {
  PlatformSpec spec;
  auto& zone = spec.zones.emplace_back(PlatformSpec::Zone{"net", 1ms, 125e6, {}});
  for (int i = 0; i < 2 * pairs; ++i) zone.hosts.emplace_back("h" + std::to_string(i));
  return spec;
}

Task<void> send(Platform& platform, int pair, int transfers) {
  const HostId from{static_cast<std::uint32_t>(2 * pair)};
  const HostId to{static_cast<std::uint32_t>(2 * pair + 1)};
  for (int i = 0; i < transfers; ++i) co_await platform.transfer(from, to, 1000 + pair);
}

Task<void> compute(HostShare& share, int computations, Duration span) {
  for (int i = 0; i < computations; ++i) co_await share.work(span);
}

double seconds_of(auto&& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void measure(const Options& options) {
  Calendar calendar;
  std::optional<Platform> platform;
  const auto building =
      seconds_of([&] { platform.emplace(pairs_of_hosts(options.pairs), calendar); });
  TaskGroup group;
  for (int i = 0; i < options.pairs; ++i) start(send(*platform, i, options.transfers), group);
  const auto sending = seconds_of([&] { platform->run(Time{1h}); });
  std::deque<HostShare> shares;
  for (int i = 0; i < options.computations; ++i)
    start(compute(shares.emplace_back(*platform, HostId{0}), options.transfers / 10, 1ms + i * 1us),
          group);
  const auto computing = seconds_of([&] { platform->run(Time{2h}); });
  fmt::print("{} hosts built in {:.3f} s\n", 2 * options.pairs, building);
  fmt::print("{:.0f} transfers/s, {} under way at a time, none shares\n",
             options.pairs * options.transfers / sending, options.pairs);
  fmt::print("{:.0f} computations/s, {} at a time on one core\n",
             options.computations * (options.transfers / 10) / computing, options.computations);
}

}  // namespace

}  // namespace faultline::bench

int main(int argc, char** argv) {
  faultline::bench::Options options;
  CLI::App app{"What transfers and computations cost."};
  app.add_option("--pairs", options.pairs, "pairs of hosts");
  app.add_option("--transfers", options.transfers, "transfers of each pair, one after the other");
  app.add_option("--computations", options.computations, "computations at a time on one core");
  CLI11_PARSE(app, argc, argv);
  faultline::bench::measure(options);
  return 0;
}
