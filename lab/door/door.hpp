#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lab/door/page_session.hpp"
#include "lab/text/json.hpp"

namespace faultline {

/// What a page gets for a request: JSON, or the bytes of a run; or why it gets nothing.
struct Reply {
  bool well = true;
  std::vector<std::byte> bytes;  ///< or the text of a JSON value
};

/// The engine as a page sees it: one function, from a request to a reply. A request is a JSON
/// object whose "do" says what is wanted:
///
/// - open: "scenario" (text), and as the command line has it "file", "settings", "designs", "seed",
///   "replications". Reply: PageSession::outline(). All that follows is of this scenario.
/// - run: "design", "replication", "without". Reply: bytes, for take.
/// - take: the same, with these bytes behind the request. Reply: {"finished": replications}.
/// - worth_tracing. Reply: numbers of requests.
/// - trace: "design", "requests". Reply: bytes, for take_trace: "design".
/// - report: "brief". Reply: what the page of a report shows, of all that was taken so far.
/// - schema. Reply: the JSON Schema of scenarios.
/// - about. Reply: {"faultline": version, "build": ...}.
///
/// What cannot be done is told as {"text": ..., "problems": [{"line", "column", "pointer",
/// "option", "message"}]}; the problems are those of the scenario, where it has any.
class Door {
 public:
  explicit Door(PageProgress progress) : progress_(std::move(progress)) {}

  Reply answer(std::string_view request, std::span<const std::byte> attached);

 private:
  Reply fulfil(const Json& request, std::span<const std::byte> attached);
  PageSession& session();

  PageProgress progress_;
  std::optional<PageSession> session_;
};

}  // namespace faultline
