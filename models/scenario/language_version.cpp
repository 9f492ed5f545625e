#include "models/scenario/language_version.hpp"

#include <fmt/format.h>

namespace faultline {

void check_version(Document& document) {
  const auto* version = document.root.find("faultline");
  if (version == nullptr || version->form != Node::Form::number) return;
  if (version->number == language_version) return;
  auto text = fmt::format(
      "the file has version {} of the scenario language, but this program reads version {}",
      version->text, language_version);
  text += version->number > language_version ? ": a newer Faultline is needed"
                                             : ": there is no such version";
  document.problems.add(version->place, text);
  document.problems.raise();
}

}  // namespace faultline
