#include "lab/running/packet.hpp"

#include "lab/running/packing.hpp"

namespace faultline {

std::vector<std::byte> to_bytes(const RunResult& result) {
  Packer packer;
  packer.put(result.events);
  packer.put(pack(result.summary));
  packer.put(result.fates.bytes());
  packer.put(result.offer);
  return std::move(packer).bytes();
}

RunResult from_bytes(std::span<const std::byte> bytes) {
  Unpacker unpacker(bytes);
  RunResult result;
  std::vector<double> numbers;
  std::vector<std::uint8_t> fates;
  unpacker.take(result.events);
  unpacker.take(numbers);
  unpacker.take(fates);
  unpacker.take(result.offer);
  result.summary = unpack(numbers);
  result.fates = Fates(std::move(fates));
  return result;
}

}  // namespace faultline
