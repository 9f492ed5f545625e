#include "lab/output/cause_words.hpp"

#include <fmt/format.h>

#include <array>
#include <ranges>

#include "lab/text/place_words.hpp"

namespace faultline {

namespace {

/// The key of a symptom, and its sentence about the place {}.
struct SymptomWords {
  std::string_view key;
  std::string_view sentence;
};

constexpr auto symptom_words = std::to_array<SymptomWords>({
    {"failed", "{} failed"},
    {"timed_out", "{} did not answer in time"},
    {"late", "the deadline had passed at {}"},
    {"waited_for", "it waited for {}"},
    {"travelled", "a message to or from {} was under way"},
    {"queued", "the request waited in the queue of {}"},
    {"queue_full", "the queue of {} was full"},
    {"shed", "{} refused what had waited too long"},
    {"connections_busy", "all connections were in use at {}"},
    {"locked", "a lock of {} was held"},
    {"slots_busy", "no slot was free for {}"},
    {"limited", "the rate limit of {} was exceeded"},
    {"breaker_open", "the circuit breaker of {} was open"},
    {"working", "{} was busy working"},
    {"stopped", "{} stood still"},
    {"pausing", "{} paused before a retry"},
    {"repeating", "{} was busy with retries and abandoned requests"},
    {"missing", "{} had been emptied"},
    {"sleeping", "{} waits on purpose"},
    {"down", "{} was down"},
    {"crashed", "{} crashed while it worked"},
    {"unreachable", "{} could not be reached"},
    {"nobody_healthy", "no instance of {} was healthy"},
    {"error", "{} returned an error"},
    {"poison", "{} could not process the event"},
    {"deadlock", "the transaction of {} lost a deadlock or a conflict"},
    {"topic_closed", "{} did not accept events"},
    {"topic_full", "{} had no room for events"},
    {"not_caused", "what {} waited for did not happen"},
    {"not_built", "{} lacked the data"},
    {"undelivered", "its event waits in {}"},
    {"expired", "its event expired in {}"},
    {"event_lost", "its event was lost at {}"},
    {"poisoned", "its event was poisoned in {}"},
    {"unreadable", "{} could not read the message's format"},
    {"not_relayed", "its event waits in the outbox of {}"},
});
static_assert(symptom_words.size() == symptoms);

constexpr std::array<std::string_view, root_kinds> root_keys{
    "none", "fault", "ended_fault", "load", "limit", "declared_error", "release", "unknown"};

constexpr std::array<std::string_view, sustained_kinds> sustained_keys{
    "nothing", "retries", "backlog", "cold_cache", "open_breaker"};

std::string_view sustains(Sustained by) {
  constexpr std::array<std::string_view, sustained_kinds> words{
      "its effects last", "retries and abandoned requests keep it going",
      "the backlog keeps it going", "the cold cache keeps it going",
      "the open circuit breaker keeps it going"};
  return words[static_cast<std::size_t>(by)];
}

const SymptomWords& words_of(Symptom symptom) {
  return symptom_words[static_cast<std::size_t>(symptom)];
}

}  // namespace

std::string_view key_of(Symptom symptom) { return words_of(symptom).key; }
std::string_view key_of(RootKind root) { return root_keys[static_cast<std::size_t>(root)]; }
std::string_view key_of(Sustained sustained) {
  return sustained_keys[static_cast<std::size_t>(sustained)];
}

std::string in_words(const CauseLink& link, const RunFrame& frame) {
  return fmt::format(fmt::runtime(words_of(link.symptom).sentence),
                     part_name(frame.places[link.place]));
}

std::string root_in_words(const CauseLink& root, const RunFrame& frame) {
  switch (root.root) {
    case RootKind::fault:
      return fmt::format("fault \"{}\"", frame.faults[root.fault].name);
    case RootKind::ended_fault:
      return fmt::format("fault \"{}\" is over, but {}", frame.faults[root.fault].name,
                         sustains(root.by));
    case RootKind::load:
      return "more load than capacity, without a fault";
    case RootKind::limit:
      return "a limit that the scenario sets, without a fault";
    case RootKind::declared_error:
      return "an error rate that the scenario declares";
    case RootKind::release:
      return fmt::format("release \"{}\"{}", frame.releases.at(root.fault).name,
                         root.symptom == Symptom::unreadable
                             ? ": versions that do not understand each other"
                             : "");
    case RootKind::none:
    case RootKind::unknown:
      break;
  }
  return "cause not known";
}

std::string from_root_in_words(const CauseChain& chain, const RunFrame& frame) {
  std::string words;
  for (const auto& link : std::views::reverse(chain))
    words += (words.empty() ? "" : "; so ") + in_words(link, frame);
  return words;
}

std::string in_words(const CauseChain& chain, const RunFrame& frame) {
  std::string words;
  for (const auto& link : chain) words += (words.empty() ? "" : " <- ") + in_words(link, frame);
  return fmt::format("{} ({})", words, root_in_words(chain.back(), frame));
}

}  // namespace faultline
