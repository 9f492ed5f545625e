#include "models/delivery/team.hpp"

namespace faultline {

Team::Team(Calendar& calendar, TeamSettings& settings, std::vector<std::size_t> services,
           const Streams& streams)
    : calendar_(calendar),
      settings_(settings),
      services_(std::move(services)),
      developers_(calendar, settings.developers),
      gaps_(streams.named("gaps")),
      subjects_(streams.named("subjects")),
      works_(streams.named("work")),
      parts_(streams.named("parts")),
      defects_(streams.named("defects")),
      shipments_(streams.named("shipments")) {
  settings_.changes->bind(streams);
}

Time Team::next(std::uint64_t number, Time previous) {
  auto draw = gaps_.draw(number);
  return settings_.changes->next(previous, draw);
}

namespace {

std::size_t one_of(std::size_t count, double uniform) {
  return static_cast<std::size_t>(uniform * static_cast<double>(count));
}

}  // namespace

CodeChange Team::change(std::uint64_t number, const DeliverySettings& delivery,
                        const Interfaces& interfaces) const {
  auto draw = subjects_.draw(number);
  const auto service = services_[one_of(services_.size(), draw.uniform())];
  const bool alters = draw.uniform() < delivery.interface;
  const bool incompatible = draw.uniform() < delivery.incompatible;
  const auto which = draw.uniform();
  CodeChange change{.number = number, .parts = {{service}}};
  const auto& own = interfaces[service];
  if (!alters || own.empty()) return change;
  for (const auto& dependent : own[one_of(own.size(), which)].dependents)
    if (incompatible || dependent.strict) change.parts.push_back({dependent.service});
  return change;
}

Task<void> Team::develop(const CodeChange& change) {
  auto draw = works_.draw(change.number);
  return work(settings_.work->sample(draw));
}

Task<void> Team::adapt(const CodeChange& change, const Team& asking, std::size_t service) {
  auto draw = parts_.with(asking.parts_).draw(change.number, service);
  return work(settings_.part().sample(draw));
}

Task<void> Team::fix(const CodeChange& change, const Distribution* time) {
  auto draw = works_.draw(change.number, change.fixes);
  return work((time ? *time : *settings_.work).sample(draw));
}

void Team::find_defects(CodeChange& change, double probability) const {
  auto draw = defects_.draw(change.number, change.fixes);
  for (auto& part : change.parts) {
    const bool defect = draw.uniform() < probability;
    part.defective = defect && (part.defective || change.fixes == 0);
  }
}

Task<void> Team::work(Duration span) {
  const auto developer = co_await developers_.acquire();
  co_await calendar_.delay(span);
}

}  // namespace faultline
