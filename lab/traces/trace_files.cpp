#include "lab/traces/trace_files.hpp"

namespace faultline {

std::vector<ResultFile> trace_files(const std::vector<TracedDesign>& designs,
                                    const TraceSource& source) {
  return {{"traces.otlp.jsonl", otlp_lines(designs, source)},
          {"traces.events.json", chrome_events(designs, source)}};
}

}  // namespace faultline
