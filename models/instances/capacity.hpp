#pragma once

#include <cstdint>
#include <optional>

#include "models/instances/tempo.hpp"
#include "sim/engine/time.hpp"
#include "sim/resources/slots.hpp"

namespace faultline {

/// How many requests a service or store works on at once and lets wait, and how.
struct Capacity {
  std::int64_t workers = 1;
  std::optional<std::int64_t> queue;       ///< longest queue; nothing: unbounded
  const Discipline* discipline = nullptr;  ///< null: first in, first out
  Shedding shedding;
  std::optional<double> cores;   ///< that its work shares; nothing: each worker has its own
  bool shares_host = false;      ///< its work shares the cores of its host
  const Tempo* tempo = nullptr;  ///< null: always the same
  Duration retry_after{};        ///< what it asks those to wait whom it rejects
};

}  // namespace faultline
