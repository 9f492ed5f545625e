#include <functional>
#include <map>

#include "sim/resources/slots.hpp"

namespace faultline {

namespace {

/// The greatest priority of the request's class first, among equals in order of arrival. Whoever
/// is served stays so (non-preemptive). A full queue sends away the last of the least priority,
/// where that is less than the newcomer's.
class Priority final : public Discipline {
 public:
  std::unique_ptr<WaitingLine> line() const override { return std::make_unique<Line>(); }

 private:
  class Line final : public WaitingLine {
   public:
    void join(Waiter& waiter) override { lines_[waiter.demand().priority].push_back(waiter); }
    Waiter* next(const Slots&) override {
      for (auto& [priority, line] : lines_)
        if (!line.empty()) return &line.front();
      return nullptr;
    }
    Waiter* displaced_by(const Demand& newcomer, const Slots&) override {
      for (auto at = lines_.rbegin(); at != lines_.rend() && at->first < newcomer.priority; ++at)
        if (!at->second.empty()) return &at->second.back();
      return nullptr;
    }

   private:
    std::map<int, LinkedList<Waiter>, std::greater<>> lines_;
  };
};

}  // namespace

Kind<Discipline> priority() {
  return kind<Discipline, Priority>("priority", "The class with the greatest priority first.");
}

}  // namespace faultline
