#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/language/codec.hpp"
#include "sim/random/stream.hpp"

namespace faultline {

struct Transaction;

/// Whole numbers from one to another, both included.
struct NumberRange {
  static constexpr auto called = "range of numbers";
  std::int64_t from = 0;
  std::optional<std::int64_t> to;  ///< nothing: all from there on
  void fields(Fields& f);

  bool has(std::uint64_t number) const {
    const auto own = static_cast<std::int64_t>(number);
    return own >= from && (!to || own <= *to);
  }
};

/// The requests to which a fault is limited. A request is among them for good, whoever works for
/// it, at each attempt and in each design, so that what it does not concern is as without the
/// fault. `share` is drawn for each request, `one_in` counts requests as they arrive.
class Only {
 public:
  static constexpr auto called = "requests";
  void fields(Fields& f);

  bool takes(const Transaction& transaction) const;

  /// Before the run: the classes by number, and what `share` is drawn from.
  void bind(std::vector<std::uint32_t> classes, const Stream& draws) {
    class_numbers_ = std::move(classes);
    draws_ = draws;
  }

  const std::vector<Reference>& classes() const { return classes_; }
  const std::optional<NumberRange>& keys() const { return keys_; }
  const std::optional<NumberRange>& clients() const { return clients_; }
  /// Where these stand.
  const Place& keys_place() const { return keys_place_; }
  const Place& clients_place() const { return clients_place_; }

 private:
  std::vector<Reference> classes_;
  std::vector<std::uint32_t> class_numbers_;
  std::optional<NumberRange> keys_;
  std::optional<NumberRange> clients_;
  std::optional<double> share_;
  std::optional<std::int64_t> one_in_;
  Place keys_place_;
  Place clients_place_;
  Stream draws_;
};

/// Whether a fault that is limited to these, or to none (null), concerns the request.
inline bool concerns(const Only* only, const Transaction& transaction) {
  return !only || only->takes(transaction);
}

}  // namespace faultline
