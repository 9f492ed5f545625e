#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "lab/text/terminal.hpp"
#include "lab/watch/snapshot.hpp"

namespace faultline {

/// One design as it is shown.
struct BoardDesign {
  std::string name;
  RunFrame frame;
  Snapshot snapshot = {};
  std::vector<double> availability = {};  ///< of each second so far, NaN where nothing was answered
};

/// What the whole page shows.
struct Board {
  std::string title;
  std::vector<BoardDesign> designs;
  std::map<std::string, char> keys;  ///< by part that can be struck, such as "payment"
  std::set<std::string> struck;      ///< of these, by hand
  double speed = 1;                  ///< simulated seconds per second
  bool paused = false;
  bool ended = false;
};

/// The page, line by line, at most so wide.
std::vector<std::string> page_of(const Board& board, std::size_t width, const Paint& paint);

}  // namespace faultline
