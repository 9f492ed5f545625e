#pragma once

#include <algorithm>
#include <vector>

namespace faultline {

class Instance;

/// The instances that the earlier attempts of one call went to.
class Tried {
 public:
  /// `outside`: those of a policy further out.
  explicit Tried(Tried* outside) : outside_(outside) {}

  void add(const Instance& instance) {
    if (!contains(instance)) instances_.push_back(&instance);
    if (outside_) outside_->add(instance);
  }
  bool contains(const Instance& instance) const {
    return std::ranges::find(instances_, &instance) != instances_.end() ||
           (outside_ && outside_->contains(instance));
  }

 private:
  Tried* outside_;
  std::vector<const Instance*> instances_;
};

}  // namespace faultline
