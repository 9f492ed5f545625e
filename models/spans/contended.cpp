#include "models/spans/contended.hpp"

namespace faultline {

const Span* Occupants::occupant(Draw& draw) const {
  if (places_.empty()) return nullptr;
  const auto number =
      static_cast<std::size_t>(draw.uniform() * static_cast<double>(places_.size()));
  return places_[number]->span_;
}

}  // namespace faultline
