#include "models/faults/fault.hpp"

namespace faultline {

void Fault::fields(Fields& f) {
  f("name", name_, {.says = "its name in the output and in `expect`", .required = true});
  f("target", target_,
    {.says = "the service, store, cache or topic that it hits; \"payment#0\": a single instance",
     .required = true});
  f("at", at_, {.says = "when it starts", .at_least = 0, .required = true});
  f("for", for_,
    {.says = "how long it lasts; until the end of the run by default", .positive = true});
  declare(f);
}

std::optional<TargetName> parse_target(const std::string& text) {
  const auto hash = text.find('#');
  if (hash == text.npos) return TargetName{text, std::nullopt};
  const auto digits = text.substr(hash + 1);
  const bool number =
      !digits.empty() && digits.size() < 7 && digits.find_first_not_of("0123456789") == digits.npos;
  if (!number) return std::nullopt;
  return TargetName{text.substr(0, hash), std::stoul(digits)};
}

}  // namespace faultline
