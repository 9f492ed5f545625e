#pragma once

#include <vector>

#include "models/requests/keys.hpp"
#include "models/requests/request_class.hpp"

namespace faultline {

/// Of which class each request is, and which key it is about.
class Mix {
 public:
  /// Class i has a share of the requests in proportion to `shares[i]`.
  Mix(std::vector<RequestClass> classes, const std::vector<double>& shares, const Keys& keys,
      const Streams& streams);

  void come_from(std::uint64_t clients) { clients_ = clients; }

  const RequestClass& class_of(std::uint64_t request) const;
  std::uint64_t key_of(std::uint64_t request) const { return keys_.of(request); }
  /// Each of the clients is as probable.
  std::uint64_t client_of(std::uint64_t request) const;

 private:
  std::vector<RequestClass> classes_;
  std::vector<double> up_to_;  ///< sum of the shares up to each class, of 1
  Keys keys_;
  Stream class_draws_;
  std::uint64_t clients_ = 1;
  Stream client_draws_;
};

}  // namespace faultline
