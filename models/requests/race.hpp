#pragma once

#include <optional>

#include "models/requests/books.hpp"
#include "sim/engine/calendar.hpp"

namespace faultline {

/// Several tries at the same thing, of which the first usable answer counts; where all fail, the
/// last failure.
class Race {
 public:
  Race(Calendar& calendar, Books& books) : calendar_(calendar), books_(books), spent_(books) {}
  Race(const Race&) = delete;
  Race& operator=(const Race&) = delete;

  void enter() { ++under_way_; }
  void end(const Answer& answer) {
    --under_way_;
    if (won_) return books_.work(answer.spent, false);
    spent_.add(answer);
    won_ = usable(answer.outcome);
    outcome_ = answer.outcome;
    if (decided() && waiter_) waiter_->wake();
  }

  /// One has won, or none is left.
  bool decided() const { return won_ || under_way_ == 0; }
  /// The result, and the cost of all that have ended.
  Answer answer() { return spent_.answer(outcome_); }

  /// co_await race.decided_by(instant): goes on when it is decided, or at the instant.
  class Decision {
   public:
    Decision(Race& race, Time instant) : race_(race), instant_(instant) {}
    Decision(const Decision&) = delete;
    Decision& operator=(const Decision&) = delete;
    ~Decision() {
      race_.waiter_ = nullptr;
      if (ticket_ != Ticket::none) race_.calendar_.cancel(ticket_);
    }
    bool await_ready() const { return race_.decided(); }
    void await_suspend(std::coroutine_handle<> frame) {
      frame_ = frame;
      race_.waiter_ = this;
      if (instant_ < end_of_time) ticket_ = race_.calendar_.at(instant_, frame);
    }
    void await_resume() { ticket_ = Ticket::none; }

   private:
    friend class Race;
    void wake() {
      if (ticket_ != Ticket::none) race_.calendar_.cancel(ticket_);
      ticket_ = race_.calendar_.soon(frame_);
      race_.waiter_ = nullptr;
    }

    Race& race_;
    Time instant_;
    std::coroutine_handle<> frame_;
    Ticket ticket_ = Ticket::none;
  };
  Decision decided_by(Time instant) { return {*this, instant}; }

 private:
  Calendar& calendar_;
  Books& books_;
  Decision* waiter_ = nullptr;
  int under_way_ = 0;
  bool won_ = false;
  Outcome outcome_ = Outcome::failed;
  SpentWork spent_;
};

}  // namespace faultline
