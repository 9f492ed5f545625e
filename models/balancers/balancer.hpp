#pragma once

#include <memory>
#include <vector>

#include "models/instances/view.hpp"
#include "sim/language/family.hpp"

namespace faultline {

/// Whether each caller balances by itself with its own knowledge, as the clients of gRPC and the
/// sidecars of Envoy do, or one balancer in front of all callers, which knows the requests in
/// flight at each instance without delay.
enum class Balances : std::uint8_t { caller, all };
inline std::vector<std::string> words(Balances) { return {"caller", "all"}; }

/// Chooses the instance of a service that gets the next request.
class Balancer {
 public:
  static constexpr auto called = "balancer";
  static constexpr bool led_by_name = false;
  static constexpr bool bare_name = true;
  static constexpr auto short_kind = "";
  static constexpr auto short_field = "";

  virtual ~Balancer() = default;
  virtual void fields(Fields&) {}

  /// Whether each caller has a view of its own.
  bool per_caller() const { return per_ == Balances::caller; }
  /// Whether it depends on the requests in flight.
  virtual bool counts_calls() const { return false; }

  /// What is wrong with it for this number of instances; empty if nothing is.
  virtual std::string unfit_for(std::size_t) const { return {}; }

  /// The index in `pool.choices()`, which has at least two entries. `draw` belongs to the request.
  virtual std::size_t choose(const Pool& pool, View& view, const Call& call, Draw& draw) = 0;

 protected:
  void declare_per(Fields& f) {
    f("per", per_,
      {.says = "who keeps the balancer's state: each caller its own, or one shared by all"});
  }

 private:
  Balances per_ = Balances::caller;
};

template <>
const std::vector<Kind<Balancer>>& kinds_of<Balancer>();

/// One of `count`, all equally likely.
inline std::size_t one_of(std::size_t count, Draw& draw) {
  return static_cast<std::size_t>(draw.uniform() * static_cast<double>(count));
}

}  // namespace faultline
