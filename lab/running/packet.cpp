#include "lab/running/packet.hpp"

#include <cstring>

#include "sim/engine/check.hpp"

namespace faultline {

namespace {

/// What comes before the fates and the numbers.
struct Head {
  std::uint64_t events;
  std::uint64_t fates;  ///< how many bytes they take
};

}  // namespace

std::vector<std::byte> to_bytes(const RunResult& result) {
  const auto numbers = pack(result.summary);
  const auto& fates = result.fates.bytes();
  const Head head{result.events, fates.size()};
  std::vector<std::byte> bytes(sizeof head + fates.size() + numbers.size() * sizeof(double));
  auto* to = bytes.data();
  std::memcpy(to, &head, sizeof head);
  to += sizeof head;
  if (!fates.empty()) std::memcpy(to, fates.data(), fates.size());
  to += fates.size();
  std::memcpy(to, numbers.data(), numbers.size() * sizeof(double));
  return bytes;
}

RunResult from_bytes(std::span<const std::byte> bytes) {
  Head head{};
  check(bytes.size() >= sizeof head, "a run's result arrives whole");
  std::memcpy(&head, bytes.data(), sizeof head);
  bytes = bytes.subspan(sizeof head);
  check(bytes.size() >= head.fates && (bytes.size() - head.fates) % sizeof(double) == 0,
        "a run's result arrives whole");
  RunResult result{.events = head.events};
  std::vector<std::uint8_t> fates(head.fates);
  if (head.fates > 0) std::memcpy(fates.data(), bytes.data(), head.fates);
  bytes = bytes.subspan(head.fates);
  std::vector<double> numbers(bytes.size() / sizeof(double));
  std::memcpy(numbers.data(), bytes.data(), bytes.size());
  result.summary = unpack(numbers);
  result.fates = Fates(std::move(fates));
  return result;
}

}  // namespace faultline
