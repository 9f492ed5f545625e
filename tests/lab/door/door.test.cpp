#include "lab/door/door.hpp"

#include "lab/processes/process.hpp"
#include "tests/lab/commands/program.hpp"

using namespace faultline;

namespace {

/// A door and what it answers.
class Page {
 public:
  /// Of what simulates: in a process of its own, since SimGrid runs once in one.
  std::vector<std::byte> simulated(const Json& request) {
    Process process([&] { return bytes(request); });
    while (!process.take()) continue;
    REQUIRE(process.end().how == Process::Ended::well);
    return process.bytes();
  }
  std::vector<std::byte> bytes(const Json& request, std::span<const std::byte> attached = {}) {
    auto reply = door_.answer(request.dump(), attached);
    INFO(text_of(reply));
    REQUIRE(reply.well);
    return std::move(reply.bytes);
  }
  Json json(const Json& request, std::span<const std::byte> attached = {}) {
    return Json::parse(text_of({true, bytes(request, attached)}));
  }
  Json refusal(const std::string& request) {
    const auto reply = door_.answer(request, {});
    REQUIRE_FALSE(reply.well);
    return Json::parse(text_of(reply));
  }

 private:
  static std::string text_of(const Reply& reply) {
    return {reinterpret_cast<const char*>(reply.bytes.data()), reply.bytes.size()};
  }

  double reached_ = 0;
  Door door_{[this](double share) {
    check(share > reached_ && share <= 1, "progress goes from 0 to 1");
    reached_ = share;
  }};
};

/// Runs all that a report wants, as a page does.
Json report_of(Page& page, const Json& outline) {
  const auto run_all = [&](const Json& without, std::size_t replications) {
    for (std::size_t replication = 0; replication < replications; ++replication)
      for (const auto& design : outline["designs"]) {
        Json request{
            {"do", "run"}, {"design", design}, {"replication", replication}, {"without", without}};
        const auto result = page.simulated(request);
        request["do"] = "take";
        page.json(request, result);
      }
  };
  run_all(Json::array(), outline["replications"]);
  for (const auto& without : outline["proofs"]) run_all(without, outline["proof_replications"]);
  const auto requests = page.json({{"do", "worth_tracing"}});
  for (const auto& design : outline["designs"]) {
    const auto traces =
        page.simulated({{"do", "trace"}, {"design", design}, {"requests", requests}});
    page.json({{"do", "take_trace"}, {"design", design}}, traces);
  }
  return page.json({{"do", "report"}});
}

}  // namespace

TEST_CASE("a page gets the report of the program") {
  const TemporaryFolder folder;
  const auto file = folder.file("shop.json", tiny_scenario);
  const auto answer = faultline_with(
      {"run", file, "--quiet", "--out", folder / "out", "--report", folder / "page.html"});
  REQUIRE(answer.code == 0);
  Page page;
  const auto outline =
      page.json({{"do", "open"}, {"file", file}, {"scenario", std::string(tiny_scenario)}});
  CHECK(outline["designs"] == Json{"calls", "events"});
  CHECK(outline["requests_per_run"] == 400);
  CHECK(outline["proofs"] == Json::parse("[[0]]"));
  CHECK(outline["too_large"].is_null());
  CHECK(report_of(page, outline) == Json::parse(folder.content_of("out/report.json")));
}

TEST_CASE("a page learns where a scenario is wrong, and what cannot be asked") {
  Page page;
  CHECK(page.refusal("{")["text"].get<std::string>().starts_with("the request cannot be read"));
  CHECK(page.refusal(R"({"do": "fly"})")["text"] == "the engine cannot do \"fly\"");
  CHECK(page.refusal(R"({"do": "report"})")["text"] == "no scenario is open");
  const auto wrong = page.refusal(
      Json{{"do", "open"}, {"file", "my.json"}, {"scenario", "{\n  \"faultline\": 2 }"}}.dump());
  CHECK(wrong["text"].get<std::string>().starts_with("my.json:"));
  REQUIRE(wrong["problems"].size() == 1);
  CHECK(wrong["problems"][0]["line"] == 2);
  CHECK(wrong["problems"][0]["pointer"] == "/faultline");
  page.json({{"do", "open"}, {"scenario", std::string(tiny_scenario)}});
  const auto run = [](const std::string& design, int replication, const std::string& without) {
    return R"({"do": "run", "design": ")" + design + R"(", "replication": )" +
           std::to_string(replication) + R"(, "without": )" + without + "}";
  };
  CHECK(page.refusal(run("call", 0, "[]"))["text"].get<std::string>().find("calls") !=
        std::string::npos);
  CHECK(page.refusal(run("calls", 3, "[]"))["text"] == "there is no replication 4");
  CHECK_FALSE(page.refusal(run("calls", 0, "[1]")).empty());
  CHECK_FALSE(page.refusal(run("calls", 0, "[0, 0]")).empty());
}
