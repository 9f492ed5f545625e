#pragma once

#include <optional>
#include <vector>

#include "models/request_class.hpp"
#include "sim/stream.hpp"
#include "sim/zipf.hpp"

namespace faultline {

/// Of which class each request is, and which key it is about.
class Mix {
 public:
  /// Class i has a share of the requests in proportion to `shares[i]`. Without keys each request
  /// is about something of its own.
  Mix(std::vector<RequestClass> classes, const std::vector<double>& shares,
      std::optional<Zipf> keys, const Streams& streams);

  void come_from(std::uint64_t clients) { clients_ = clients; }

  const RequestClass& class_of(std::uint64_t request) const;
  std::uint64_t key_of(std::uint64_t request) const;
  /// Each of the clients is as probable.
  std::uint64_t client_of(std::uint64_t request) const;

 private:
  std::vector<RequestClass> classes_;
  std::vector<double> up_to_;  ///< sum of the shares up to each class, of 1
  std::optional<Zipf> keys_;
  Stream class_draws_;
  Stream key_draws_;
  std::uint64_t clients_ = 1;
  Stream client_draws_;
};

}  // namespace faultline
