#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace faultline {

/// Two designs of the same purchase, 20 s of it at 20 a second; the bank is down from 10 s to 12 s.
inline constexpr auto tiny_scenario = R"({
  "faultline": 1,
  "title": "Tiny shop",
  "question": "Who waits for the bank?",
  "run": { "length": "20s", "warmup": "1s", "drain": "20s", "seed": 7, "replications": 3 },
  "transaction": { "entry": "shop.buy", "effects": ["sold", "paid"], "deadline": "1s" },
  "workload": { "kind": "open", "arrivals": "20/s" },
  "platform": { "zones": { "rack": { "hosts": ["host"] } } },
  "services": { "shop": {}, "bank": {} },
  "operations": {
    "bank.pay": [ { "work": { "kind": "exponential", "mean": "8ms" } }, { "effect": "paid" } ] },
  "designs": {
    "calls": {
      "shop.buy": [ { "work": "2ms" }, { "effect": "sold" },
                    { "call": "bank.pay",
                      "policies": [ { "kind": "timeout", "after": "200ms" } ] } ] },
    "events": {
      "topics": { "sales": {} },
      "subscriptions": { "bank.pay": { "topic": "sales" } },
      "shop.buy": [ { "work": "2ms" }, { "effect": "sold" }, { "publish": "sales" } ] } },
  "faults": [
    { "name": "bank down", "kind": "crash", "target": "bank", "at": "10s", "for": "2s" } ],
  "expect": [
    { "design": "events", "measure": "availability", "at_least": 0.999 },
    { "design": "calls", "measure": "availability", "during": "bank down", "at_most": 0.05 } ]
})";

/// A folder of a test's own, gone with it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    auto name = (std::filesystem::temp_directory_path() / "faultline-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

  /// Writes a file into it and gives its path.
  std::string file(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name) << content;
    return *this / name;
  }

  std::string content_of(const std::string& name) const {
    std::ostringstream content;
    content << std::ifstream(path_ / name).rdbuf();
    return content.str();
  }

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace faultline
