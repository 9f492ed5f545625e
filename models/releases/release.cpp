#include "models/releases/release.hpp"

#include <algorithm>

namespace faultline {

std::vector<std::string> words(Together) { return {"in_order", "at_once", "window"}; }

void Migration::fields(Fields& f) {
  f("store", store, {.says = "the store", .required = true});
  f("lock", lock,
    {.says = "how long its tables are locked in all", .positive = true, .required = true});
  f("parts", parts,
    {.says = "an online migration locks them for so many equal parts of this time",
     .at_least = 1,
     .at_most = 1000000});
  f("pause", pause, {.says = "pause between two parts", .at_least = 0});
}

void Release::fields(Fields& f) {
  f("name", name, {.says = "its name in the output and in `expect`", .required = true});
  f("services", services,
    {.says = "the services that get a new build; several have to be released together",
     .required = true});
  f("versions", versions,
    {.says = "by contract, the version for which the new builds are made; 1 at first"});
  f("at", at, {.says = "when it begins", .at_least = 0, .required = true});
  f("strategy", strategy, {.says = "how instances move; \"rolling\" by default"});
  f("together", together,
    {.says = "how several services move: one after the other as listed (in_order), each by the "
             "strategy at the same time (at_once), or all stop before any starts (window)"});
  f("drain", drain,
    {.says = "an instance that is to stop refuses new requests and finishes what it has; after "
             "this time it is killed",
     .at_least = 0});
  f("start_up", start_up, {.says = "until a new process is ready", .at_least = 0});
  f("contract_tests", contract_tests,
    {.says = "probability that contract tests find that a reader will not understand a message, "
             "so that the release does not begin",
     .at_least = 0,
     .at_most = 1});
  f("fails", fails,
    {.says = "probability that it turns out to be bad for another reason, and is rolled back",
     .at_least = 0,
     .at_most = 1});
  f("noticed_after", noticed_after,
    {.says = "how long after its end that is noticed", .at_least = 0});
  f("migration", migration, {.says = "a change of a store's schema that comes first"});
  if (f.reading() && !strategy) strategy = kinds_of<Strategy>().front().make();
  if (!f.sound()) return;
  if (services.empty())
    f.problems().add_unread(f.place_of("services"), "\"services\" holds no service");
  for (std::size_t i = 0; i < services.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (services[i].name == services[j].name)
        f.problems().add(services[i].place,
                         fmt::format("\"{}\" is listed twice", services[i].name));
}

Duration Release::takes_at_most(const std::vector<std::int64_t>& instances) const {
  const auto moved = [&](std::int64_t count) {
    Duration sum{};
    for (const auto& batch : strategy->plan(count))
      sum += (batch.down > 0 ? drain : Duration::zero()) + start_up + batch.watch;
    return sum;
  };
  auto takes = Duration::zero();
  for (const auto count : instances) {
    if (together == Together::window)
      takes = drain + start_up;
    else if (together == Together::at_once)
      takes = std::max(takes, moved(count));
    else
      takes += moved(count);
  }
  return takes + (migration ? migration->takes() : Duration::zero());
}

}  // namespace faultline
