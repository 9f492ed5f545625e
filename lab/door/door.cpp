#include "lab/door/door.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "lab/door/problems_json.hpp"
#include "lab/reference/schema.hpp"
#include "lab/text/build.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

Reply reply(const Json& json, bool well = true) {
  const auto text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
  return {well, {bytes, bytes + text.size()}};
}

Reply refusal(const std::string& text, const std::vector<Problem>& problems = {}) {
  return reply({{"text", text}, {"problems", problems_json(problems)}}, false);
}

template <class T>
T value_of(const Json& request, const char* key, T otherwise = {}) {
  const auto found = request.find(key);
  return found == request.end() || found->is_null() ? otherwise : found->get<T>();
}

template <class T>
std::optional<T> optional_of(const Json& request, const char* key) {
  const auto found = request.find(key);
  if (found == request.end() || found->is_null()) return std::nullopt;
  return found->get<T>();
}

PageScenario scenario_of(const Json& request) {
  return {.text = request.at("scenario").get<std::string>(),
          .options = {.scenario = value_of<std::string>(request, "file", "scenario.json"),
                      .designs = value_of<std::vector<std::string>>(request, "designs"),
                      .seed = optional_of<std::int64_t>(request, "seed"),
                      .replications = optional_of<std::int64_t>(request, "replications"),
                      .settings = value_of<std::vector<std::string>>(request, "settings")}};
}

PageRun run_of(const Json& request) {
  return {.design = request.at("design").get<std::string>(),
          .replication = request.at("replication").get<std::size_t>(),
          .without = value_of<std::vector<std::size_t>>(request, "without")};
}

std::string design_of(const Json& request) { return request.at("design").get<std::string>(); }

}  // namespace

PageSession& Door::session() {
  if (!session_) throw ScenarioError("no scenario is open");
  return *session_;
}

Reply Door::answer(std::string_view request, std::span<const std::byte> attached) {
  try {
    return fulfil(Json::parse(request), attached);
  } catch (const ScenarioError& error) {
    return refusal(error.what(), error.problems());
  } catch (const Json::exception& error) {
    return refusal(fmt::format("the request cannot be read: {}", error.what()));
  }
}

Reply Door::fulfil(const Json& request, std::span<const std::byte> attached) {
  const auto wanted = request.at("do").get<std::string>();
  if (wanted == "open") {
    session_.reset();
    return reply(session_.emplace(scenario_of(request)).outline());
  }
  if (wanted == "run") return {true, session().run(run_of(request), progress_)};
  if (wanted == "take") {
    session().take(run_of(request), attached);
    return reply({{"finished", session().finished()}});
  }
  if (wanted == "worth_tracing") return reply(session().worth_tracing());
  if (wanted == "trace")
    return {true, session().trace(design_of(request),
                                  request.at("requests").get<std::vector<std::uint64_t>>())};
  if (wanted == "take_trace") {
    session().take_trace(design_of(request), attached);
    return reply(nullptr);
  }
  if (wanted == "report") return reply(session().report(value_of<bool>(request, "brief")));
  if (wanted == "schema") return reply(scenario_schema());
  if (wanted == "about") return reply({{"faultline", version}, {"build", build()}});
  throw ScenarioError(fmt::format("the engine cannot do \"{}\"", wanted));
}

}  // namespace faultline
