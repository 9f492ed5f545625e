#include "lab/report/lab_page.hpp"

#include "lab/report/page.hpp"
#include "lab/text/json.hpp"
#include "sim/engine/check.hpp"

extern "C" {
extern const char faultline_lab[];
extern const char faultline_lab_end[];
}

namespace faultline {

namespace {

std::string scenarios_json(const std::vector<LabScenario>& scenarios) {
  auto list = Json::array();
  for (const auto& [file, text] : scenarios) list.push_back({{"file", file}, {"text", text}});
  return list.dump();
}

/// A name in which nothing begins that HTML knows.
std::string harmless(std::string name) {
  std::erase_if(name, [](char letter) { return letter == '<' || letter == '&'; });
  return name;
}

void fill(std::string& page, std::string_view place, const std::string& content) {
  const auto at = page.find(">" + std::string(place) + "<");
  check(at != std::string::npos, "the lab's page has a place for all that it holds");
  page.replace(at + 1, place.size(), content);
}

}  // namespace

std::string lab_page(const LabContent& content) {
  std::string page(faultline_lab, faultline_lab_end);
  fill(page, "__START__", harmless(content.start));
  fill(page, "__LESSONS__", base85(gzip(scenarios_json(content.scenarios))));
  fill(page, "__SCHEMA__", base85(gzip(content.schema)));
  fill(page, "__REPORT_PAGE__", base85(gzip(empty_report_page())));
  fill(page, "__ENGINE__", base85(gzip(content.engine)));
  return page;
}

}  // namespace faultline
