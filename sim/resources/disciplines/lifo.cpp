#include "sim/resources/slots.hpp"

namespace faultline {

namespace {

/// The one who came last is next; a full queue sends away the one who came first.
class Lifo final : public Discipline {
 public:
  std::unique_ptr<WaitingLine> line() const override { return std::make_unique<Line>(); }

 private:
  class Line final : public WaitingLine {
   public:
    void join(Waiter& waiter) override { line_.push_back(waiter); }
    Waiter* next(const Slots&) override { return &line_.back(); }
    Waiter* displaced_by(const Demand&, const Slots&) override { return &line_.front(); }

   private:
    LinkedList<Waiter> line_;
  };
};

}  // namespace

Kind<Discipline> lifo() {
  return kind<Discipline, Lifo>("lifo", "Last in, first out: the newest request is served first.");
}

}  // namespace faultline
