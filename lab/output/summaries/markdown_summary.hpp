#pragma once

#include <string>

#include "lab/output/results.hpp"

namespace faultline {

/// A summary for continuous integration, in GitHub's Markdown: the question, the verdicts, the
/// chief measures with their intervals and the better design, and what broke.
std::string markdown_summary(const Results& results);

/// The text as it is, whatever marks of Markdown it contains; on one line.
std::string in_markdown(const std::string& text);

}  // namespace faultline
