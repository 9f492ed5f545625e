#pragma once

#include <cstdint>
#include <string>

#include "models/requests/target.hpp"

namespace faultline {

class Transactions;

/// What the requests of one class have in common.
struct RequestClass {
  std::string name;                      ///< empty where there is only one
  std::uint32_t number = 0;              ///< index in RunFrame::classes
  int priority = 0;                      ///< for queues that ask
  std::uint32_t effects = 0;             ///< bit i: requires effect i
  Target target;                         ///< what the client asks for
  Transactions* transactions = nullptr;  ///< whose they are
};

}  // namespace faultline
