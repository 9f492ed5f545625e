#include "lab/running/packet.hpp"

#include <cstring>

#include "sim/engine/check.hpp"

namespace faultline {

namespace {

constexpr auto head = sizeof(RunResult::events);

}  // namespace

std::vector<std::byte> to_bytes(const RunResult& result) {
  const auto numbers = pack(result.summary);
  std::vector<std::byte> bytes(head + numbers.size() * sizeof(double));
  std::memcpy(bytes.data(), &result.events, head);
  std::memcpy(bytes.data() + head, numbers.data(), bytes.size() - head);
  return bytes;
}

RunResult from_bytes(std::span<const std::byte> bytes) {
  check(bytes.size() >= head && (bytes.size() - head) % sizeof(double) == 0,
        "a run's result arrives whole");
  RunResult result;
  std::memcpy(&result.events, bytes.data(), head);
  std::vector<double> numbers((bytes.size() - head) / sizeof(double));
  std::memcpy(numbers.data(), bytes.data() + head, bytes.size() - head);
  result.summary = unpack(numbers);
  return result;
}

}  // namespace faultline
