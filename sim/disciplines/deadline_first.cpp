#include "sim/slots.hpp"

namespace faultline {

namespace {

/// The earliest deadline first; those without one come last, in order of arrival. A newcomer looks
/// for its place from the end, where it mostly stands. A full queue sends away the latest deadline.
class DeadlineFirst final : public Discipline {
 public:
  std::unique_ptr<WaitingLine> line() const override { return std::make_unique<Line>(); }

 private:
  class Line final : public WaitingLine {
   public:
    void join(Waiter& waiter) override {
      line_.insert(waiter, [](const Waiter& a, const Waiter& b) {
        return a.demand().deadline < b.demand().deadline;
      });
    }
    Waiter* next(const Slots&) override { return &line_.front(); }
    Waiter* displaced_by(const Demand& newcomer, const Slots&) override {
      auto& last = line_.back();
      return newcomer.deadline < last.demand().deadline ? &last : nullptr;
    }

   private:
    LinkedList<Waiter> line_;
  };
};

}  // namespace

Kind<Discipline> deadline_first() {
  return kind<Discipline, DeadlineFirst>("deadline_first", "The earliest deadline first.");
}

}  // namespace faultline
