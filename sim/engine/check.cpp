#include "sim/engine/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace faultline {

void broken(const char* invariant, std::source_location where) {
  std::fprintf(stderr, "faultline: internal error: %s (%s:%u)\n", invariant, where.file_name(),
               static_cast<unsigned>(where.line()));
  std::abort();
}

}  // namespace faultline
