#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/engine/time.hpp"
#include "sim/records/hypothesis.hpp"
#include "sim/records/incident.hpp"

namespace faultline {

/// A span of simulated time with a name: [from, to).
struct Window {
  std::string name;
  Time from;
  Time to;
};

/// What has to be known of a run to read its records.
struct RunFrame {
  struct Subscription {
    std::string name;
    std::size_t topic;                          ///< index in `topics`
    std::size_t operation = std::string::npos;  ///< that consumes: index in `operations`, if there
  };

  Time warm;                                  ///< end of the warm-up: measurement begins
  Time length;                                ///< arrivals and measurement end; what is left drains
  Time end;                                   ///< end of the run, drain included
  Duration deadline;                          ///< a success later than this is no goodput
  std::vector<std::string> operations;        ///< "service.operation"
  std::vector<std::string> parts;             ///< "service payment", "store orders", ...
  std::vector<std::string> places;            ///< "client", then all parts, topics and brokers too
  std::vector<std::size_t> asked = {};        ///< by class of requests, the service: in `places`
  std::vector<Window> faults;                 ///< each with the name of the fault
  std::vector<std::size_t> conditional = {};  ///< those of them that strike when a condition holds
  std::vector<Window> releases = {};          ///< of this design, as long as each can take
  std::vector<std::string> releases_of_others = {};
  std::vector<Window> windows;       ///< further spans to measure by themselves
  std::vector<std::string> classes;  ///< of requests, each measured by itself; none: only one
  std::vector<std::string> topics = {};
  std::vector<Subscription> subscriptions = {};
  std::vector<std::size_t> brokers = {};  ///< by topic: its broker in `places`, 0 without one
  std::vector<Incident> without = {};     ///< what cannot come about in this design
  bool reads_copies = true;               ///< whether any replica or projection is read in it
  std::optional<Window> delivery = {};    ///< what is measured of it, by its own calendar
  std::optional<HypothesisFrame> hypothesis = {};
  bool can_abort = false;  ///< there is a stop condition

  /// Whether what goes on in a window, as "during NAME", can go on in this design.
  bool concerns(const Window& window) const {
    return std::ranges::none_of(releases_of_others, [&](const std::string& name) {
      return window.name.ends_with(" " + name);
    });
  }

  bool can_have(Incident what) const { return std::ranges::count(without, what) == 0; }

  /// What is measured by itself beside the whole run: the windows, then each class, as "class
  /// NAME", followed by the windows of it, each as "class NAME WINDOW".
  std::vector<std::string> slices() const {
    std::vector<std::string> names;
    for (const auto& window : windows) names.push_back(window.name);
    for (const auto& name : classes) {
      names.push_back("class " + name);
      for (const auto& window : windows) names.push_back("class " + name + " " + window.name);
    }
    return names;
  }
  std::size_t slice_count() const { return windows.size() + classes.size() * (1 + windows.size()); }
  /// Index of a slice in all that is measured, the whole run being 0.
  std::size_t slice_of_window(std::size_t window) const { return 1 + window; }
  std::size_t slice_of_class(std::size_t number) const {
    return 1 + windows.size() + number * (1 + windows.size());
  }
  std::size_t slice_of_class(std::size_t number, std::size_t window) const {
    return slice_of_class(number) + 1 + window;
  }
};

}  // namespace faultline
