#pragma once

#include <utility>

#include "sim/calendar.hpp"
#include "sim/records.hpp"

namespace faultline {

/// Passes the records of a run on to the recorder, until it is closed at the end of the run.
class Books {
 public:
  Books(const Calendar& calendar, Recorder& recorder) : calendar_(calendar), recorder_(recorder) {}

  bool open() const { return open_; }
  void close() { open_ = false; }
  Time now() const { return calendar_.now(); }

  void transaction(const TransactionRecord& record) { recorder_.transaction(record); }
  void attempt(const AttemptRecord& record) {
    if (open_) recorder_.attempt(record);
  }
  void level(const LevelRecord& record) { recorder_.level(record); }
  void work(Duration spent, bool wanted) {
    if (open_) recorder_.work({now(), spent, wanted});
  }

 private:
  const Calendar& calendar_;
  Recorder& recorder_;
  bool open_ = true;
};

/// Service time on its way to whom it was spent for. It travels with the answer; where the answer
/// is dropped, or never given since the one who worked was destroyed, it is recorded as unwanted.
class Work {
 public:
  Work() = default;
  explicit Work(Books& books) : books_(&books) {}
  Work(Work&& other) noexcept
      : books_(other.books_), spent_(std::exchange(other.spent_, Duration::zero())) {}
  Work& operator=(Work&& other) noexcept {
    settle(false);
    books_ = other.books_;
    spent_ = std::exchange(other.spent_, Duration::zero());
    return *this;
  }
  ~Work() { settle(false); }

  void add(Duration span) { spent_ += span; }

  /// Takes over what was spent on an answer that was taken.
  void absorb(Work&& other) { spent_ += std::exchange(other.spent_, Duration::zero()); }

  /// Its fate is known: somebody has the answer, or nobody will.
  void settle(bool wanted) {
    if (spent_ > Duration::zero()) books_->work(std::exchange(spent_, Duration::zero()), wanted);
  }

 private:
  Books* books_ = nullptr;
  Duration spent_{};
};

/// What comes back to the one who asked.
struct Answer {
  Outcome outcome = Outcome::failed;
  Work work;
};

}  // namespace faultline
