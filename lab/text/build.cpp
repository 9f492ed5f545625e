#include "lab/text/build.hpp"

#include <fmt/format.h>

namespace faultline {

namespace {

#ifdef NDEBUG
constexpr auto kind = "release";
#else
constexpr auto kind = "checked";
#endif

#ifdef __x86_64__
constexpr auto machine = "x86-64";
#else
constexpr auto machine = "another machine than x86-64";
#endif

}  // namespace

std::string build() { return fmt::format("{}, {}, {}", __VERSION__, kind, machine); }

}  // namespace faultline
