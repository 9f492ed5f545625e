#include "lab/processes/interruption.hpp"

#include <poll.h>

#include <catch2/catch.hpp>

using namespace faultline;

TEST_CASE("Ctrl-C is heard once and ends nothing") {
  Interruption interruption;
  CHECK_FALSE(interruption.heard());
  raise(SIGINT);
  pollfd watched{interruption.descriptor(), POLLIN, 0};
  CHECK(poll(&watched, 1, 0) == 1);
  CHECK(interruption.heard());
  CHECK_FALSE(interruption.heard());
}
