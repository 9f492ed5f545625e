#include "lab/door/problems_json.hpp"

namespace faultline {

Json problems_json(const std::vector<Problem>& problems) {
  auto list = Json::array();
  for (const auto& [place, message] : problems)
    list.push_back({{"line", place.line},
                    {"column", place.column},
                    {"pointer", place.pointer},
                    {"option", place.option},
                    {"message", message}});
  return list;
}

}  // namespace faultline
