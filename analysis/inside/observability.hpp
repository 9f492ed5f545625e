#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "sim/records/records.hpp"

namespace faultline {

/// How hard it is to see what happened, from a sample of traced requests.
struct Observability {
  double spans;         ///< mean number of spans of a request: attempts, publications, consumption
  double parts;         ///< mean number of parts that a request comes to
  double paths;         ///< ways that requests take: distinct shapes of their traces
  double path_entropy;  ///< of their distribution, in bits
  double unawaited;     ///< share of the spans that no synchronous parent waits for
  double joins;         ///< mean number of traces to be joined over topics
  double spans_of_failed;  ///< mean number of spans of a failed request
};

/// Keeps the spans of `most` sampled requests at most, whoever else is traced.
///
/// The entropy is that of the sample, -sum p log2 p; it grows with the size of the sample as long
/// as that has not seen every way.
class ObservabilityTally {
 public:
  explicit ObservabilityTally(const RunFrame& frame) : warm_(frame.warm), length_(frame.length) {}

  void span(const SpanRecord& record);
  Observability result() const;

 private:
  static constexpr std::size_t most = 2000;
  static constexpr std::size_t usual = 16;  ///< spans of a request

  struct Kept {
    std::uint32_t number;
    std::uint32_t parent;
    std::uint64_t what;  ///< kind, place and operation
    std::uint16_t place;
    bool unawaited;
    bool joins;
  };
  struct Request {
    std::vector<Kept> spans;
    bool answered = false;  ///< in the measured part
    bool failed = false;
  };

  static std::uint64_t path_of(std::vector<Kept>& spans);

  Time warm_;
  Time length_;
  std::map<std::uint64_t, Request> requests_;
};

}  // namespace faultline
