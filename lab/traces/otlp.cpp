#include <fmt/format.h>

#include <map>
#include <set>
#include <utility>

#include "lab/text/build.hpp"
#include "lab/text/json.hpp"
#include "lab/traces/span_words.hpp"
#include "lab/traces/trace_files.hpp"
#include "sim/random/stream.hpp"

namespace faultline {

namespace {

constexpr std::int64_t first_of_january_2026_s = 1'767'225'600;

/// Values of the enum opentelemetry.proto.trace.v1.Span.SpanKind.
enum class OtlpKind : int { internal = 1, server, client, producer, consumer };

/// Value of the enum opentelemetry.proto.trace.v1.Status.StatusCode.
constexpr int status_error = 2;

OtlpKind kind_of(SpanKind kind) {
  switch (kind) {
    case SpanKind::request:
      return OtlpKind::client;
    case SpanKind::call:
    case SpanKind::query:
      return OtlpKind::server;
    case SpanKind::publish:
      return OtlpKind::producer;
    case SpanKind::consume:
      return OtlpKind::consumer;
    default:
      return OtlpKind::internal;
  }
}

/// 64-bit integers are texts in the JSON mapping of protocol buffers.
std::string nanoseconds(Time at) {
  return fmt::format("{}{:09}",
                     first_of_january_2026_s + at.time_since_epoch().count() / 1'000'000'000,
                     at.time_since_epoch().count() % 1'000'000'000);
}

Json attribute(const std::string& key, const std::string& value) {
  return {{"key", key}, {"value", {{"stringValue", value}}}};
}
Json attribute(const std::string& key, std::uint64_t value) {
  return {{"key", key}, {"value", {{"intValue", std::to_string(value)}}}};
}

/// The spans of one trace as one ExportTraceServiceRequest.
class Line {
 public:
  Line(const TracedDesign& design, const Trace& trace, const TraceSource& source)
      : design_(design), trace_(trace), source_(source) {
    auto bits = mix(source.seed);
    for (const unsigned char letter : design.name) bits = mix(bits ^ letter);
    high_ = mix(bits ^ mix(source.replication + 1));
    low_ = mix(high_ ^ (trace.transaction.id + 1));
    for (const auto& span : trace.spans) numbers_.insert(span.number);
  }

  std::string text() const {
    std::map<std::pair<std::uint16_t, std::uint16_t>, Json> spans;
    for (const auto& span : trace_.spans)
      if (span.kind != SpanKind::decision)
        spans.try_emplace({span.place, span.instance}, Json::array())
            .first->second.push_back(json_of(span));
    auto resources = Json::array();
    for (auto& [where, list] : spans)
      resources.push_back({{"resource", {{"attributes", resource(where.first, where.second)}}},
                           {"scopeSpans",
                            {{{"scope", {{"name", "faultline"}, {"version", version}}},
                              {"spans", std::move(list)}}}}});
    const Json request{{"resourceSpans", std::move(resources)}};
    return request.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }

 private:
  Json resource(std::uint16_t place, std::uint16_t instance) const {
    return Json::array({attribute("service.name", part_name(design_.frame.places[place])),
                        attribute("service.namespace", design_.name),
                        attribute("service.instance.id", std::to_string(instance)),
                        attribute("faultline.scenario", source_.title),
                        attribute("faultline.design", design_.name),
                        attribute("faultline.seed", source_.seed),
                        attribute("faultline.replication", source_.replication + 1)});
  }

  std::string trace_id() const { return fmt::format("{:016x}{:016x}", high_, low_); }
  std::string span_id(std::uint32_t number) const {
    return fmt::format("{:016x}", mix(low_ + number));
  }

  Json json_of(const SpanRecord& span) const {
    Json json{{"traceId", trace_id()}, {"spanId", span_id(span.number)}};
    if (numbers_.contains(span.parent)) json["parentSpanId"] = span_id(span.parent);
    json["name"] = title_of(span, design_.frame);
    json["kind"] = static_cast<int>(kind_of(span.kind));
    json["startTimeUnixNano"] = nanoseconds(span.began);
    json["endTimeUnixNano"] = nanoseconds(span.ended);
    json["attributes"] = attributes(span);
    if (auto events = events_of(span); !events.empty()) json["events"] = std::move(events);
    if (numbers_.contains(span.link))
      json["links"] = Json::array({{{"traceId", trace_id()}, {"spanId", span_id(span.link)}}});
    json["status"] = Json::object();
    if (span.finished && !usable(span.outcome))
      json["status"] = {{"message", std::string(name_of(span.outcome))}, {"code", status_error}};
    return json;
  }

  Json attributes(const SpanRecord& span) const {
    auto list = Json::array({attribute("faultline.request", span.request),
                             attribute("faultline.kind", std::string(name_of(span.kind)))});
    const auto& place = design_.frame.places[span.place];
    if (span.operation < design_.frame.operations.size())
      list.push_back(attribute("faultline.operation", design_.frame.operations[span.operation]));
    if (span.kind == SpanKind::wait || span.kind == SpanKind::stay)
      list.push_back(attribute("faultline.activity", activity_of(span)));
    else
      list.push_back(attribute("faultline.outcome", outcome_of(span)));
    if (span.kind == SpanKind::call || span.kind == SpanKind::query)
      list.push_back(attribute("faultline.attempt", span.attempt));
    if (span.kind == SpanKind::publish || span.kind == SpanKind::stay)
      list.push_back(attribute("messaging.destination.name", destination(place)));
    return list;
  }

  static std::string activity_of(const SpanRecord& span) {
    return span.kind == SpanKind::stay ? "stay" : std::string(name_of(span.activity));
  }

  static std::string outcome_of(const SpanRecord& span) {
    return span.finished ? std::string(name_of(span.outcome)) : "unfinished";
  }

  static std::string destination(const std::string& place) {
    return place.substr(place.find(' ') + 1);
  }

  /// What policies decided, and when nobody waited for it any longer.
  Json events_of(const SpanRecord& span) const {
    auto events = Json::array();
    for (const auto& one : trace_.spans)
      if (one.kind == SpanKind::decision && one.parent == span.number)
        events.push_back(
            {{"timeUnixNano", nanoseconds(one.began)},
             {"name", std::string(name_of(one.decision))},
             {"attributes", Json::array({attribute("faultline.target",
                                                   part_name(design_.frame.places[one.place]))})}});
    if (span.abandoned < span.ended)
      events.push_back({{"timeUnixNano", nanoseconds(span.abandoned)}, {"name", "abandoned"}});
    return events;
  }

  const TracedDesign& design_;
  const Trace& trace_;
  const TraceSource& source_;
  std::uint64_t high_;
  std::uint64_t low_;
  std::set<std::uint32_t> numbers_;
};

}  // namespace

std::string otlp_lines(const std::vector<TracedDesign>& designs, const TraceSource& source) {
  std::string lines;
  for (const auto& design : designs)
    for (const auto& trace : design.traces)
      if (!trace.spans.empty()) lines += Line(design, trace, source).text();
  return lines;
}

}  // namespace faultline
