#pragma once

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "bench/workload.hpp"

namespace faultline::bench {

/// What a simulation of a workload measured, over all its requests, from the empty system on.
struct Measured {
  std::uint64_t events = 0;
  double mean_response_s = 0;
};

/// User and system time that this process has used.
inline double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto in_seconds = [](timeval t) { return double(t.tv_sec) + double(t.tv_usec) * 1e-6; };
  return in_seconds(usage.ru_utime) + in_seconds(usage.ru_stime);
}

/// The program `NAME WORKLOAD REQUESTS`: runs `simulate` once and prints one line of JSON.
template <class Simulate>
int compete(int argc, char** argv, const char* name, Simulate simulate) {
  const auto* workload = argc == 3 ? workload_named(argv[1]) : nullptr;
  const auto requests = argc == 3 ? std::strtoull(argv[2], nullptr, 10) : 0;
  if (!workload || requests == 0) {
    std::fprintf(stderr, "usage: %s chain5|tandem5|mm1|chain20|inflight REQUESTS\n", argv[0]);
    return 2;
  }
  const auto started = std::chrono::steady_clock::now();
  const auto cpu_before = cpu_seconds();
  const Measured measured = simulate(*workload, requests);
  const auto cpu_s = cpu_seconds() - cpu_before;
  const auto wall_s =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  const auto expected = workload->expected_response_s();
  std::printf("{\"program\":\"%s\",\"workload\":\"%s\",\"requests\":%llu,\"events\":%llu,", name,
              argv[1], requests, static_cast<unsigned long long>(measured.events));
  std::printf("\"mean_response_s\":%.9g,\"expected_response_s\":%s,", measured.mean_response_s,
              expected ? std::to_string(*expected).c_str() : "null");
  std::printf("\"wall_s\":%.6f,\"cpu_s\":%.6f}\n", wall_s, cpu_s);
  return 0;
}

}  // namespace faultline::bench
