#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/engine/time.hpp"

namespace faultline {

/// What can be measured of the answers that clients get, while the run goes on. Each is called as
/// the measure of a whole run is.
enum class ClientMeasure : std::uint8_t {
  availability,
  degraded,
  rejected,
  timed_out,
  failed,
  response_mean_s,
  response_p50_s,
  response_p95_s,
  response_p99_s,
  response_p999_s,
  throughput_per_s,
  goodput_per_s,
};
std::vector<std::string> words(ClientMeasure);

/// What is asked about the clients.
struct ClientQuestion {
  ClientMeasure what;
  Duration window;
  std::optional<std::string> request_class{};  ///< all where there is none
};

/// What an observer of a running design can see. A function is empty where the design lacks what it
/// is about; a number that is not known is NaN.
class Sights {
 public:
  using Level = std::function<double()>;

  virtual ~Sights() = default;

  /// Requests that wait at a service or a store; events that wait for a consuming operation.
  virtual Level waiting(const std::string& of) = 0;
  /// Age of the oldest event that a consuming operation has not processed, in seconds.
  virtual Level lag(const std::string& of) = 0;
  /// Share of the workers, connections or cores that was busy since it was asked last.
  virtual Level utilisation(const std::string& of) = 0;
  virtual Level of_clients(const ClientQuestion& question) = 0;
  /// Share of the error budget of the whole run that is burnt: failures so far, by those that
  /// `objective` allows among all requests of the run if they keep coming as so far.
  virtual Level budget_burnt(double objective) = 0;
  /// Whether the release, change or fault of this name is under way.
  virtual std::function<bool()> under_way(const std::string& name) = 0;
};

}  // namespace faultline
