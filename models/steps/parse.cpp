#include "models/contracts/contracts.hpp"
#include "models/instances/binding.hpp"
#include "models/instances/instance.hpp"
#include "models/instances/mentions.hpp"
#include "models/instances/step.hpp"
#include "models/serving/service.hpp"

namespace faultline {

namespace {

/// Reads the message that asks for its operation, a call or an event, in the version of the
/// contract for which its instance is built. What it cannot read fails: a call at once, an event
/// each time that it is delivered. What it misreads is processed, and counted. It takes no time. A
/// message of another contract, or of none, is no matter; a call that names no contract passes on
/// the message that asked for it.
class ParseStep final : public Step {
 public:
  ParseStep() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    const auto& written = contracts_->written(visit.call.format);
    if (written.version == 0 || written.contract != number_) co_return understood;
    const auto known = known_[visit.instance.build()];
    switch (readable_[written.version - 1][known - 1]) {
      case Readability::unreadable:
        co_return Answer{.outcome = Outcome::failed,
                         .cause = cause_at(visit.call, Symptom::unreadable, visit.instance.place(),
                                           RootKind::release)};
      case Readability::misread:
        visit.instance.books().incident(Incident::misread);
        break;
      case Readability::understood:
        break;
    }
    co_return understood;
  }

 protected:
  void declare(Fields& f) override {
    f("parse", contract_, {.says = "the contract of the message", .required = true});
    f("fields", fields_, {.says = "the fields that it uses; all by default"});
    f("reader", style_,
      {.says =
           "what it does with fields that it does not expect: any unknown or missing field is an "
           "error (strict), only the fields that it uses matter (tolerant), or the same and older "
           "versions are converted to its own (upcasting)"});
  }
  void name(Mentions& mentions) const override {
    mentions.parses.push_back({contract_, fields_, style_});
  }

  void bind(Binding& binding) override {
    contracts_ = &binding.contracts();
    number_ = contracts_->find(contract_.name);
    known_ = contracts_->versions(binding.own_service().name(), number_);
    const auto& contract = (*contracts_)[number_];
    const auto reader = contract.reader(style_, fields_);
    const auto& versions = contract.versions;
    for (std::size_t written = 0; written < versions.size(); ++written) {
      auto& row = readable_.emplace_back();
      for (std::size_t known = 0; known < versions.size(); ++known)
        row.push_back(readability(versions[written], versions[known], reader, written < known));
    }
  }

 private:
  static constexpr Answer understood{.outcome = Outcome::succeeded};

  Reference contract_;
  std::vector<Reference> fields_;
  ReaderStyle style_ = ReaderStyle::tolerant;
  const Contracts* contracts_ = nullptr;
  std::size_t number_ = 0;
  std::vector<std::size_t> known_;  ///< by build of its service, the version
  std::vector<std::vector<Readability>>
      readable_;  ///< by the version written, then by the one known
};

}  // namespace

Kind<Step> parse() {
  return kind<Step, ParseStep>("parse", "Reads the format of the message that asks for it.");
}

}  // namespace faultline
