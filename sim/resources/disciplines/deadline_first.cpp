#include <map>

#include "sim/resources/slots.hpp"

namespace faultline {

namespace {

/// The earliest deadline first; those without one come last, in order of arrival. A full queue
/// sends away the latest deadline.
class DeadlineFirst final : public Discipline {
 public:
  std::unique_ptr<WaitingLine> line() const override { return std::make_unique<Line>(); }

 private:
  class Line final : public WaitingLine {
   public:
    void join(Waiter& waiter) override { lines_[waiter.demand().deadline].push_back(waiter); }
    Waiter* next(const Slots&) override {
      while (lines_.begin()->second.empty()) lines_.erase(lines_.begin());
      return &lines_.begin()->second.front();
    }
    Waiter* displaced_by(const Demand& newcomer, const Slots&) override {
      while (lines_.rbegin()->second.empty()) lines_.erase(std::prev(lines_.end()));
      auto& [latest, line] = *lines_.rbegin();
      return newcomer.deadline < latest ? &line.back() : nullptr;
    }

   private:
    std::map<Time, LinkedList<Waiter>> lines_;  ///< whoever left may have left an empty one
  };
};

}  // namespace

Kind<Discipline> deadline_first() {
  return kind<Discipline, DeadlineFirst>("deadline_first", "The earliest deadline first.");
}

}  // namespace faultline
