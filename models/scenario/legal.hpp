#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/language/codec.hpp"

namespace faultline {

/// The names that something can have.
class Legal {
 public:
  Legal(std::string what, std::vector<std::string> names)
      : what_(std::move(what)), names_(std::move(names)), known_(names_.begin(), names_.end()) {}

  /// Tells a name that is not among them; what several designs share is told of once.
  void expect(const Reference& reference, Problems& problems) const {
    if (known_.contains(reference.name) || reference.name.empty()) return;
    problems.leave_loose();
    if (!problems.told_at(reference.place)) problems.add(reference.place, told(reference.name));
  }
  /// What is wrong with a name that is not among them.
  std::string told(const std::string& name) const {
    return not_among(what_, name, names_, told_++);
  }
  void expect_all(const std::vector<Reference>& references, Problems& problems) const {
    for (const auto& reference : references) expect(reference, problems);
  }

 private:
  std::string what_;
  std::vector<std::string> names_;
  std::set<std::string> known_;
  mutable std::size_t told_ = 0;
};

}  // namespace faultline
