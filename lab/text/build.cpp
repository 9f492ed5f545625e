#include "lab/text/build.hpp"

#include <fmt/format.h>

namespace faultline {

namespace {

#ifdef NDEBUG
constexpr auto how_built = "release";
#else
constexpr auto how_built = "checked";
#endif

#ifdef __x86_64__
constexpr auto machine = "x86-64";
#else
constexpr auto machine = "another machine than x86-64";
#endif

}  // namespace

std::string build() { return fmt::format("{}, {}, {}", __VERSION__, how_built, machine); }

}  // namespace faultline
