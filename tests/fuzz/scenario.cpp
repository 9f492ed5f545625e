#include <cstddef>
#include <cstdint>

#include "tests/fuzz/reading.hpp"

/// What libFuzzer calls with text after text (`./check --fuzz MINUTES`).
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* text, std::size_t size) {
  faultline::read_any({reinterpret_cast<const char*>(text), size});
  return 0;
}
