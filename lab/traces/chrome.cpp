#include <fmt/format.h>

#include <map>

#include "lab/text/json.hpp"
#include "lab/traces/lanes.hpp"
#include "lab/traces/span_words.hpp"
#include "lab/traces/trace_files.hpp"

namespace faultline {

namespace {

/// In microseconds, with the nanoseconds behind the point.
double microseconds(Time at) { return static_cast<double>(at.time_since_epoch().count()) / 1e3; }

class Events {
 public:
  void add(const TracedDesign& design) {
    ++process_;
    thread_ = 0;
    name("process_name", design.name);
    for (const auto& trace : design.traces) add(design, trace);
  }

  Json list() && { return std::move(events_); }

 private:
  void name(const char* what, const std::string& name) {
    events_.push_back({{"name", what},
                       {"ph", "M"},
                       {"pid", process_},
                       {"tid", thread_},
                       {"args", {{"name", name}}}});
  }

  void add(const TracedDesign& design, const Trace& trace) {
    int lane_number = 0;
    std::map<std::uint32_t, int> threads;
    for (const auto& lane : lanes_of(trace)) {
      ++thread_;
      name("thread_name", fmt::format("request {}{}", trace.transaction.id,
                                      ++lane_number == 1 ? "" : fmt::format(" ({})", lane_number)));
      for (const auto* span : lane) {
        add(design, *span);
        threads[span->number] = thread_;
        published_[span->number] = span->ended;
      }
    }
    for (const auto& span : trace.spans) {
      if (span.kind == SpanKind::decision && threads.contains(span.parent))
        add_decision(design, span, threads[span.parent]);
      if (threads.contains(span.link)) add_flow(span, threads);
    }
  }

  void add(const TracedDesign& design, const SpanRecord& span) {
    Json arguments{{"place", design.frame.places[span.place]}, {"instance", span.instance}};
    if (span.kind != SpanKind::wait && span.kind != SpanKind::stay) {
      arguments["attempt"] = span.attempt;
      arguments["outcome"] = span.finished ? std::string(name_of(span.outcome)) : "unfinished";
    }
    if (span.abandoned < span.ended)
      arguments["abandoned_after_us"] = microseconds(span.abandoned) - microseconds(span.began);
    Json event{{"name", title_of(span, design.frame)}, {"cat", std::string(name_of(span.kind))}};
    place(event, span.began, thread_);
    // What takes no time is no box: readers do not agree on what it would stand in.
    event["ph"] = span.began < span.ended ? "X" : "i";
    if (span.began < span.ended)
      event["dur"] = microseconds(span.ended) - microseconds(span.began);
    else
      event["s"] = "t";
    event["args"] = std::move(arguments);
    events_.push_back(std::move(event));
  }

  void place(Json& event, Time at, int thread) const {
    event["ts"] = microseconds(at);
    event["pid"] = process_;
    event["tid"] = thread;
  }

  void add_decision(const TracedDesign& design, const SpanRecord& span, int thread) {
    Json event{
        {"name", title_of(span, design.frame)}, {"cat", "decision"}, {"ph", "i"}, {"s", "t"}};
    place(event, span.began, thread);
    events_.push_back(std::move(event));
  }

  /// An arrow from what published an event to what processes it.
  void add_flow(const SpanRecord& span, std::map<std::uint32_t, int>& threads) {
    ++flow_;
    const auto add = [&](const char* phase, Time at, int thread) {
      Json event{{"name", "event"}, {"cat", "event"}, {"ph", phase}, {"id", flow_}};
      place(event, at, thread);
      if (*phase == 'f') event["bp"] = "e";
      events_.push_back(std::move(event));
    };
    add("s", published_.at(span.link), threads.at(span.link));
    add("f", span.began, threads.at(span.number));
  }

  Json events_ = Json::array();
  int process_ = 0;
  int thread_ = 0;
  int flow_ = 0;
  std::map<std::uint32_t, Time> published_;
};

}  // namespace

std::string chrome_events(const std::vector<TracedDesign>& designs, const TraceSource& source) {
  Events events;
  for (const auto& design : designs) events.add(design);
  const Json file{{"traceEvents", std::move(events).list()},
                  {"displayTimeUnit", "ms"},
                  {"otherData",
                   {{"scenario", source.title},
                    {"seed", source.seed},
                    {"replication", source.replication + 1}}}};
  return file.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace faultline
