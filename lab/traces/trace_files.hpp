#pragma once

#include <string>
#include <vector>

#include "analysis/traces/trace.hpp"
#include "lab/text/result_file.hpp"

namespace faultline {

/// Where traces come from; tells them from those of other runs.
struct TraceSource {
  std::string title;  ///< of the scenario
  std::uint64_t seed = 0;
  std::size_t replication = 0;
};

/// The traces in the formats of other tools.
std::vector<ResultFile> trace_files(const std::vector<TracedDesign>& designs,
                                    const TraceSource& source);

/// OTLP/JSON, a line for each trace, as the file exporter of the OpenTelemetry collector writes it:
/// each line is an ExportTraceServiceRequest. The simulated clock starts on 1 January 2026, UTC.
/// Source: OTLP specification 1.x, "JSON Protobuf Encoding"; trace.proto.
std::string otlp_lines(const std::vector<TracedDesign>& designs, const TraceSource& source);

/// Chrome trace events: a process for each design, and a thread for each request, or several where
/// what it does at once does not nest. Source: Google, "Trace Event Format".
std::string chrome_events(const std::vector<TracedDesign>& designs, const TraceSource& source);

}  // namespace faultline
