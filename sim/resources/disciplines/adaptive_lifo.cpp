#include "sim/resources/slots.hpp"

namespace faultline {

namespace {

/// First in, first out while at most `above` wait; last in, first out while more do: then those who
/// came first have mostly given up, and the freshest can still be answered in time. A full queue
/// then sends away the one who came first. Source: B. Maurer, "Fail at scale", ACM Queue 13(8),
/// 2015.
class AdaptiveLifo final : public Discipline {
 public:
  void fields(Fields& f) override {
    f("above", above_,
      {.says = "number of waiting requests above which the newest is served first", .at_least = 0});
  }
  std::unique_ptr<WaitingLine> line() const override { return std::make_unique<Line>(above_); }

 private:
  class Line final : public WaitingLine {
   public:
    explicit Line(std::int64_t above) : above_(above) {}
    void join(Waiter& waiter) override { line_.push_back(waiter); }
    Waiter* next(const Slots& station) override {
      return station.waiting() > above_ ? &line_.back() : &line_.front();
    }
    Waiter* displaced_by(const Demand&, const Slots& station) override {
      return station.waiting() > above_ ? &line_.front() : nullptr;
    }

   private:
    std::int64_t above_;
    LinkedList<Waiter> line_;
  };

  std::int64_t above_ = 16;
};

}  // namespace

Kind<Discipline> adaptive_lifo() {
  return kind<Discipline, AdaptiveLifo>(
      "adaptive_lifo", "First in, first out while few wait; last in, first out while many wait.");
}

}  // namespace faultline
