#include "lab/reference/starter.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <sstream>

#include "sim/language/among.hpp"
#include "sim/language/problems.hpp"
#include "sim/language/units.hpp"

namespace faultline {

namespace {

using namespace std::chrono_literals;

constexpr double work_s = 0.01;  ///< of each service but the first, in the mean
constexpr int instances = 2;
constexpr auto least_outage = 5s;
constexpr auto before_outage = 30s;

[[noreturn]] void refuse(const std::string& option, const std::string& why) {
  throw ScenarioError(fmt::format("--{}: {}", option, why));
}

double quantity(const std::string& option, const std::string& text, const Quantity& kind) {
  std::string why;
  const auto value = parse_quantity(text, kind, why);
  if (std::isnan(value)) refuse(option, why);
  return value;
}

bool is_plain(const std::string& name) {
  const auto plain = [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; };
  return !name.empty() && std::ranges::all_of(name, plain);
}

void check_services(const StarterSettings& settings) {
  const auto& names = settings.services;
  if (names.size() < 2) refuse("services", "at least two are needed, such as shop,payment");
  for (const auto& name : names) {
    if (!is_plain(name))
      refuse("services",
             fmt::format("\"{}\" is not a valid name: only letters, digits, - and _", name));
    if (std::ranges::count(names, name) > 1)
      refuse("services", fmt::format("\"{}\" appears twice", name));
  }
  if (settings.down == names.front())
    refuse("down", fmt::format("clients call \"{}\" first, so that without it neither design "
                               "answers; choose another service ({})",
                               settings.down, fmt::join(names.begin() + 1, names.end(), ", ")));
  if (!among(names, settings.down))
    refuse("down", not_among("service", settings.down, {names.begin() + 1, names.end()}));
}

/// One line for each service but the first, joined by commas.
std::string for_each_below(const std::vector<std::string>& services, auto line_of) {
  std::vector<std::string> lines;
  for (const auto& name : std::vector(services.begin() + 1, services.end()))
    lines.push_back(line_of(name));
  return fmt::format("{}", fmt::join(lines, ",\n"));
}

std::string operation(const std::string& service) { return service + ".handle"; }
std::string effect(const std::string& service) { return service + " done"; }

std::string effects(const std::vector<std::string>& services) {
  std::vector<std::string> quoted;
  for (const auto& name : std::vector(services.begin() + 1, services.end()))
    quoted.push_back("\"" + effect(name) + "\"");
  return fmt::format("{}", fmt::join(quoted, ", "));
}

constexpr std::string_view form = R"({{
  // Run it:    faultline run {file}
  // Look up:   faultline list retry     (one kind; "faultline list kinds" lists all of them)
  // Play:      add --set faults.0.for=10s, or --set workload.arrivals.rate=50/s
  "faultline": 1,
  "title": "{title}",
  "question": "{down} is down for {outage}: who notices, and for how long?",

  "run": {{ "length": "{length}", "warmup": "10s", "drain": "{drain}", "replications": 10 }},

  // What the business asks for. Both designs must produce all effects; the transaction is complete
  // when the last of them has happened, whether or not the client is still waiting.
  "transaction": {{
    "entry": "{entry}",
    "effects": [{effects}],
    "deadline": "2s"
  }},
  "workload": {{ "kind": "open", "arrivals": {{ "kind": "poisson", "rate": "{rate}" }} }},

  // A worker serves one request at a time. {rate} at 10 ms each occupy {busy:.3g} workers
  // on average (Little's law); each service has at least twice as many.
  "services": {{
    "{first}": {{ "instances": {instances}, "workers": {entry_workers}, "queue": 256 }},
{service_lines}
  }},

  // The steps of each operation, the same in both designs.
  "operations": {{
{operation_lines}
  }},

  "designs": {{
    // A chain of blocking calls: the client waits for all of them.
    "rest": {{
      "{entry}": [
        {{ "work": {{ "kind": "exponential", "mean": "5ms" }} }},
{call_lines}
      ]
    }},
    // The request is accepted once the broker has the event; the rest follows asynchronously.
    "events": {{
      "topics": {{ "accepted": {{}} }},
      "{entry}": [
        {{ "work": {{ "kind": "exponential", "mean": "5ms" }} }},
        {{ "publish": "accepted" }}
      ],
      // The consumers beyond what the normal load needs work off a backlog.
      "subscriptions": {{
{subscription_lines}
      }}
    }}
  }},

  "faults": [
    {{ "name": "{fault}", "kind": "crash", "target": "{down}",
      "at": "{before}", "for": "{outage}" }}
  ],

  // The expected results. If an expectation does not hold, the exit code is 1.
  "expect": [
    {{ "design": "rest", "measure": "availability", "during": "{fault}", "at_most": 0.1 }},
    {{ "design": "events", "measure": "availability", "at_least": 0.99 }}
  ]
}}
)";

struct Sizes {
  Duration outage;
  double busy;       ///< workers of a service, in the mean: Little's law
  double workers;    ///< of an instance
  double consumers;  ///< of a subscription
};

Sizes sizes_of(const StarterSettings& settings) {
  const auto rate = quantity("rate", settings.rate, rate_quantity());
  const auto outage = from_nanoseconds(quantity("for", settings.outage, duration_quantity()));
  if (outage < least_outage)
    refuse("for", fmt::format("{} is too short to show an effect: {} or more", settings.outage,
                              written(least_outage)));
  if (!(rate > 0)) refuse("rate", "the arrival rate is zero");
  const auto busy = rate * work_s;
  return {outage, busy, std::max(4.0, std::ceil(2 * busy / instances)),
          std::max(2.0, std::ceil(2.5 * busy))};
}

std::string service_lines(const std::vector<std::string>& services, const Sizes& sizes) {
  return for_each_below(services, [&](const std::string& name) {
    return fmt::format(R"(    "{}": {{ "instances": {}, "workers": {}, "queue": 256 }})", name,
                       instances, sizes.workers);
  });
}

std::string operation_lines(const std::vector<std::string>& services) {
  return for_each_below(services, [](const std::string& name) {
    return fmt::format(
        R"(    "{}": [ {{ "work": {{ "kind": "exponential", "mean": "10ms" }} }},
                        {{ "effect": "{}" }} ])",
        operation(name), effect(name));
  });
}

std::string call_lines(const std::vector<std::string>& services) {
  return for_each_below(services, [](const std::string& name) {
    return fmt::format(R"(        {{ "call": "{}", "policies": [
            {{ "kind": "retry", "attempts": 3, "base": "50ms" }},
            {{ "kind": "timeout", "after": "500ms" }} ] }})",
                       operation(name));
  });
}

std::string subscription_lines(const std::vector<std::string>& services, const Sizes& sizes) {
  return for_each_below(services, [&](const std::string& name) {
    return fmt::format(R"(        "{}": {{ "topic": "accepted", "consumers": {} }})",
                       operation(name), sizes.consumers);
  });
}

}  // namespace

std::vector<std::string> separated(const std::string& list) {
  std::vector<std::string> names;
  std::istringstream items(list);
  for (std::string item; std::getline(items, item, ',');) {
    const auto from = item.find_first_not_of(' ');
    names.push_back(from == item.npos ? ""
                                      : item.substr(from, item.find_last_not_of(' ') + 1 - from));
  }
  return names;
}

std::string starter_scenario(const StarterSettings& settings) {
  check_services(settings);
  const auto& services = settings.services;
  const auto sizes = sizes_of(settings);
  const auto length = before_outage + sizes.outage + std::max<Duration>(1min, 2 * sizes.outage);
  return fmt::format(
      form, fmt::arg("file", settings.file), fmt::arg("title", settings.title),
      fmt::arg("rate", settings.rate), fmt::arg("down", settings.down),
      fmt::arg("fault", settings.down + " down"), fmt::arg("outage", settings.outage),
      fmt::arg("before", written(before_outage)), fmt::arg("length", written(length)),
      fmt::arg("drain", written(sizes.outage + 1min)),
      fmt::arg("entry", operation(services.front())), fmt::arg("effects", effects(services)),
      fmt::arg("busy", sizes.busy), fmt::arg("first", services.front()),
      fmt::arg("instances", instances),
      fmt::arg("entry_workers", 4 * sizes.workers * static_cast<double>(services.size())),
      fmt::arg("service_lines", service_lines(services, sizes)),
      fmt::arg("operation_lines", operation_lines(services)),
      fmt::arg("call_lines", call_lines(services)),
      fmt::arg("subscription_lines", subscription_lines(services, sizes)));
}

}  // namespace faultline
