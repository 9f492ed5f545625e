#pragma once

#include <string>

namespace faultline {

/// A file of a folder of results, before it is written.
struct ResultFile {
  std::string name;
  std::string content;
};

}  // namespace faultline
