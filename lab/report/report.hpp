#pragma once

#include <string>
#include <vector>

#include "analysis/traces/trace.hpp"
#include "lab/output/explanations/proving.hpp"
#include "lab/output/results.hpp"
#include "lab/running/experiment.hpp"
#include "lab/text/json.hpp"

namespace faultline {

/// What a report is made from. All outlive it.
struct ReportSource {
  const Experiment& experiment;
  const Results& results;
  const std::vector<TracedDesign>& traces;  ///< in the order of the designs; may be empty
  const std::vector<DesignProofs>& proofs;  ///< likewise
  std::string command;                      ///< that makes this report anew
  std::string scenario;                     ///< the text of the file, with its comments
  bool brief = false;  ///< measures, series and words alone, while runs still arrive
};

/// All that the page shows, as web/src/data.ts describes it. What a design cannot have is null.
Json report_json(const ReportSource& source);

/// Why a text is no report that this program's page can show; empty where it is one.
std::string trouble_with_report(const std::string& text);

}  // namespace faultline
