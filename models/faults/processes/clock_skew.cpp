#include "models/faults/fault.hpp"

namespace faultline {

namespace {

/// The clock of an instance is ahead of the time, or behind it, by a jump at the beginning and back
/// at the end. It shifts what is told by an instant and compared with another clock:
/// - a deadline that is passed on (policy `deadline`): who is ahead by s gives up s early, who is
///   behind gives up late; a deadline that it sets itself is as much off for everybody else;
/// - the times to live in a cache's node: entries stored before the jump live s shorter, those
///   before the jump back s longer;
/// - certificates, with `certificates_for`: who is further ahead than they are still valid trusts
///   nobody, and opens no new connections.
/// What is told by a duration is not shifted: timeouts, pauses, sessions of consumers, failovers,
/// retention and times to live of events. Source: Kleppmann, "Designing data-intensive
/// applications", 2017, chapter 8, "Unreliable clocks".
class ClockSkew final : public Fault {
 public:
  void begin(Instance& instance) override {
    instance.change().clock.add(*this, skew());
    if (distrusts()) instance.change().distrust.add(*this, Duration::zero());
  }
  void end(Instance& instance) override {
    instance.change().clock.remove(*this);
    if (distrusts()) instance.change().distrust.remove(*this);
  }
  std::string idle_in(const FaultSurroundings& at) const override {
    if (distrusts() && !at.opens)
      return "it has no effect: what it hits opens no connections that could fail (\"pool\" with "
             "\"connect\", \"connect_work\" or \"balance\": \"connections\")";
    if (distrusts() || at.clocks) return {};
    return "it has no effect: what it hits compares nothing with its clock (policy \"deadline\", "
           "a cache with \"ttl\")";
  }
  Symptoms explains() const override {
    return only({Symptom::late, Symptom::missing, Symptom::unreachable});
  }

 protected:
  void declare(Fields& f) override {
    f("ahead", ahead_, {.says = "how far the clock is ahead", .positive = true});
    f("behind", behind_, {.says = "or how far it is behind", .positive = true});
    f("certificates_for", certificates_for_,
      {.says = "how long the certificates of those that it calls are still valid",
       .positive = true});
    if (!f.sound()) return;
    if (ahead_.has_value() == behind_.has_value())
      return f.problems().add(f.place(), "either \"ahead\" or \"behind\" has to be given");
    if (certificates_for_ && !distrusts())
      f.problems().add(f.place_of("certificates_for"),
                       "it has no effect: the clock is not so far ahead");
  }

 private:
  Duration skew() const { return ahead_ ? *ahead_ : -*behind_; }
  bool distrusts() const { return certificates_for_ && ahead_ && *ahead_ >= *certificates_for_; }

  std::optional<Duration> ahead_;
  std::optional<Duration> behind_;
  std::optional<Duration> certificates_for_;
};

}  // namespace

Kind<Fault> clock_skew() {
  return kind<Fault, ClockSkew>("clock_skew", "The clock of an instance is ahead or behind.");
}

}  // namespace faultline
