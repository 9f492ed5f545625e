#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace faultline {

/// The title, and how the page is made.
std::string page_head(const std::string& title, const std::string& what);

std::string table_head(const std::vector<std::string>& columns);
std::string table_row(const std::vector<std::string>& cells);
std::string code(const std::string& words);

/// The pages of the reference, as `faultline list WHAT --markdown` prints them.
std::string kinds_markdown();
std::string measures_markdown();
std::string scenarios_markdown(const std::filesystem::path& folder);

}  // namespace faultline
