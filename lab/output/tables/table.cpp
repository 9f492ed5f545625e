#include "lab/output/tables/table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lab/output/tables/books_table.hpp"
#include "lab/output/tables/course_lines.hpp"
#include "lab/output/tables/differences_table.hpp"
#include "lab/output/tables/findings.hpp"
#include "lab/output/tables/hypothesis_lines.hpp"
#include "lab/output/tables/in_short.hpp"
#include "lab/output/tables/inside_lines.hpp"
#include "lab/output/tables/measures_table.hpp"
#include "lab/output/tables/parts_table.hpp"
#include "lab/output/tables/strike_lines.hpp"
#include "lab/output/tables/verdict_lines.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"

namespace faultline {

namespace {

std::string since_start(Time instant) { return in_words(instant - start_of_run); }

std::string head(const Results& results, const Paint& paint) {
  auto text = paint.heading(results.title) + "\n" + wrapped(results.question, page_width);
  if (results.partial())
    text += paint.bad(fmt::format("PARTIAL: {} of {} replications", results.replications,
                                  results.wanted_replications)) +
            "\n";
  return text + "\n" + findings(results, paint) + "\n";
}

std::string below(const std::string& part) { return part.empty() ? "" : "\n" + part; }

std::string expectations(const Results& results, const Paint& paint, Detail detail) {
  const auto lines = verdict_lines(results, paint, detail);
  return lines.empty() ? "" : paint.heading("expectations") + "\n" + lines;
}

std::string score(const std::vector<JudgedExpectation>& verdicts) {
  if (verdicts.empty()) return "";
  const auto passed =
      std::ranges::count_if(verdicts, [](const auto& judged) { return judged.verdict.passed; });
  return fmt::format("{} of {} met. ", passed, counted(verdicts.size(), "expectation"));
}

std::string closing_lines(const Results& results, Detail detail) {
  const auto& frame = results.designs.front().frame;
  const auto text = fmt::format("{}{}, seed {}, measured {} to {}{}.", score(results.verdicts),
                                counted(results.replications, "replication"), results.seed,
                                since_start(frame.warm), since_start(frame.length),
                                results.replications > 1 ? "; mean ± 95 % interval" : "");
  const auto more = detail == Detail::brief
                        ? " All measures, differences, windows, parts and events: --all."
                        : "";
  return wrapped(text + more, page_width);
}

}  // namespace

std::string results_table(const Results& results, const Paint& paint, Detail detail) {
  auto text = head(results, paint) + measures_table(results, paint, detail);
  if (detail == Detail::all)
    text += below(differences_table(results, paint)) + below(parts_table(results, paint)) +
            below(books_table(results, paint));
  text += below(time_lines(results, paint, detail)) + below(cause_lines(results, paint));
  text += below(course_lines(results, paint)) + below(expectations(results, paint, detail)) +
          below(hypothesis_lines(results, paint, detail)) + below(strike_lines(results, paint));
  const bool two_designs = results.comparisons.size() == 1;
  if (detail == Detail::all || two_designs) text += below(in_short(results, paint));
  return text + "\n" + closing_lines(results, detail);
}

}  // namespace faultline
