#include <algorithm>
#include <cmath>

#include "sim/resources/slots.hpp"

namespace faultline {

namespace {

/// Controlled delay. Once the wait of those whose turn it is has stayed above `target` for an
/// `interval`, one is sent away, and while it stays there the n-th follows interval / sqrt(n) after
/// the one before: a standing queue goes, a burst is let through.
/// Source: Nichols, Jacobson, McGregor, Iyengar, RFC 8289 (2018), section 5.
class Codel final : public Discipline {
 public:
  void fields(Fields& f) override {
    f("target", target_, {.says = "waiting time that is acceptable", .positive = true});
    f("interval", interval_,
      {.says = "how long it may be exceeded before requests are rejected", .positive = true});
  }
  std::unique_ptr<WaitingLine> line() const override {
    return std::make_unique<Line>(target_, interval_);
  }

 private:
  class Line final : public WaitingLine {
   public:
    Line(Duration target, Duration interval) : target_(target), interval_(interval) {}

    void join(Waiter& waiter) override {
      if (line_.empty()) above_since_ = end_of_time;  // whoever was there may have left unserved
      line_.push_back(waiter);
    }

    Waiter* next(const Slots& station) override {
      const auto now = station.now();
      bool too_slow = stands(station);
      if (dropping_) {
        dropping_ = too_slow;
        while (dropping_ && now >= next_drop_) {
          drop();
          ++count_;
          dropping_ = stands(station);
          if (dropping_) next_drop_ += pace();
        }
      } else if (too_slow) {
        drop();
        dropping_ = true;
        const auto since_last = count_ - last_count_;
        count_ = since_last > 1 && now - next_drop_ < 16 * interval_ ? since_last : 1;
        last_count_ = count_;
        next_drop_ = now + pace();
        stands(station);
      }
      return line_.empty() ? nullptr : &line_.front();
    }

   private:
    /// Whether the wait has been above the target for an interval.
    bool stands(const Slots& station) {
      const auto now = station.now();
      if (line_.empty() || station.waiting() <= 1 || now - line_.front().since() < target_) {
        above_since_ = end_of_time;
        return false;
      }
      if (above_since_ == end_of_time) above_since_ = now;
      return now - above_since_ >= interval_;
    }

    void drop() { line_.front().refuse(); }

    Duration pace() const {
      return from_nanoseconds(static_cast<double>(interval_.count()) /
                              std::sqrt(static_cast<double>(count_)));
    }

    Duration target_;
    Duration interval_;
    LinkedList<Waiter> line_;
    bool dropping_ = false;
    Time above_since_ = end_of_time;
    Time next_drop_ = start_of_run;
    std::int64_t count_ = 1;
    std::int64_t last_count_ = 1;
  };

  Duration target_ = std::chrono::milliseconds(5);
  Duration interval_ = std::chrono::milliseconds(100);
};

}  // namespace

Kind<Discipline> codel() {
  return kind<Discipline, Codel>(
      "codel", "Controlled delay: rejects requests while the waiting time stays too long.");
}

}  // namespace faultline
