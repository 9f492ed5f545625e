#pragma once

#include <optional>

#include "models/workloads/client.hpp"
#include "sim/language/family.hpp"

namespace faultline {

/// How the requests of one class differ from those of others.
struct ClassSettings {
  static constexpr auto called = "request class";
  double share = 1;
  std::int64_t priority = 0;
  std::optional<Reference> entry;
  std::optional<std::vector<Reference>> effects;
  void fields(Fields& f);
};

/// What requests are about.
struct KeySettings {
  static constexpr auto called = "keys";
  std::int64_t count = 1;
  double exponent = 0;
  void fields(Fields& f);
};

class Arrivals;

/// Users who each think and ask in turn.
struct Population {
  std::int64_t users;
  double think_s;  ///< on average
};

/// The requests that arrive, and when.
class Workload {
 public:
  static constexpr auto called = "workload";
  static constexpr bool led_by_name = false;
  static constexpr auto short_kind = "";
  static constexpr auto short_field = "";

  virtual ~Workload() = default;
  void fields(Fields& f);

  /// Lets requests arrive until `end`.
  virtual Task<void> run(Client& client, const Streams& streams, Time end) = 0;

  /// About how many requests are to be expected by `end`.
  virtual double expected_by(Time end) const = 0;

  /// Who asks, where slow answers slow the load down.
  virtual std::optional<Population> population() const { return std::nullopt; }

  /// A field has become another one.
  virtual void changed() {}
  /// A change will set this number of users.
  virtual void make_room_for(std::int64_t) {}

  /// The arrival process, where there is one of its own.
  virtual Arrivals* arrivals() { return nullptr; }

  /// A file that belongs to the scenario, if there is one.
  virtual std::optional<Reference> file() const { return std::nullopt; }

  const Table<ClassSettings>& classes() const { return classes_; }
  const std::optional<KeySettings>& keys() const { return keys_; }
  /// How many clients ask, where requests come from any of them.
  std::int64_t clients() const { return clients_; }
  virtual bool several_clients() const { return clients_ > 1; }

 protected:
  virtual void declare(Fields& f) = 0;

 private:
  Table<ClassSettings> classes_;
  std::optional<KeySettings> keys_;
  std::int64_t clients_ = 1;
};

template <>
const std::vector<Kind<Workload>>& kinds_of<Workload>();

}  // namespace faultline
