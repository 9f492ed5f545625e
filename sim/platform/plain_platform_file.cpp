#include "sim/platform/platform_file.hpp"

namespace faultline {

PlatformFile read_platform_file(const std::string&) {
  return {{}, "a page has no SimGrid to read it; the program has"};
}

}  // namespace faultline
