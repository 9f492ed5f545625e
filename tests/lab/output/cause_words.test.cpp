#include "lab/output/cause_words.hpp"

#include <catch2/catch.hpp>

using namespace faultline;

namespace {

RunFrame frame() {
  RunFrame frame{};
  frame.places = {"client", "service order", "service payment"};
  frame.faults = {{"payment down", Time{}, end_of_time}};
  return frame;
}

}  // namespace

TEST_CASE("A cause chain reads from the client's symptom to the root, which is named") {
  const CauseChain chain{{Symptom::timed_out, 1},
                         {Symptom::queued, 1},
                         {Symptom::waited_for, 2},
                         {Symptom::down, 2, RootKind::fault, 0}};
  CHECK(in_words(chain, frame()) ==
        "order did not answer in time <- the request waited in the queue of order <- it waited for "
        "payment <- payment was down (fault \"payment down\")");
}

TEST_CASE("A fault that is over is named with what sustains the failure") {
  const CauseLink root{Symptom::repeating, 2, RootKind::ended_fault, 0, Sustained::retries};
  CHECK(root_in_words(root, frame()) ==
        "fault \"payment down\" is over, but retries and abandoned requests keep it going");
  CHECK(key_of(root.by) == "retries");
  CHECK(key_of(root.symptom) == "repeating");
  CHECK(key_of(root.root) == "ended_fault");
}
