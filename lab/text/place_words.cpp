#include "lab/text/place_words.hpp"

namespace faultline {

std::string part_name(const std::string& place) {
  constexpr std::string_view service = "service ";
  return place.starts_with(service) ? place.substr(service.size()) : place;
}

std::string phrase_of(Activity activity, const std::string& place) {
  const auto name = part_name(place);
  switch (activity) {
    case Activity::work:
      return "work in " + name;
    case Activity::network:
      return "network";
    case Activity::queue:
      return "waiting for a worker of " + name;
    case Activity::connection:
      return (name == place ? "waiting for a connection of "
                            : "waiting for a pooled connection in ") +
             name;
    case Activity::lock:
      return "waiting for a lock in " + name;
    case Activity::slot:
      return "waiting for a slot of a limit in " + name;
    case Activity::topic:
      return "waiting for the broker in " + name;
    case Activity::other:
      return "waiting for other work in " + name;
    case Activity::pause:
      return "pauses before retries in " + name;
    case Activity::sleep:
      return "sleeping in " + name;
    case Activity::stop:
      return name + " standing still";
    case Activity::failure:
      return "attempts at " + name + " that failed";
  }
  return {};
}

}  // namespace faultline
