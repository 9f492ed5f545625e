#pragma once

#include <algorithm>
#include <coroutine>
#include <cstdint>
#include <vector>

#include "sim/engine/calendar.hpp"

namespace faultline {

/// A CPU of `cores` cores that all jobs share equally (egalitarian processor sharing): with n jobs
/// each is served at rate min(1, cores / n), and not at all while the processor is stopped.
///
/// `co_await processor.work(span)` goes on once the job has been served for `span`; destroying it
/// takes the job away. Costs O(log n) for each job that comes or goes: all jobs are served alike,
/// so that they end in the order of (service of each so far + own span), which never changes.
/// Source: Kleinrock, "Time-shared systems: a theoretical treatment", JACM 14(2), 1967.
class Processor {
 public:
  Processor(Calendar& calendar, double cores) : calendar_(calendar), cores_(cores) {}
  Processor(const Processor&) = delete;
  Processor& operator=(const Processor&) = delete;
  ~Processor() { take_event_back(); }

  double cores() const { return cores_; }
  std::size_t jobs() const { return jobs_.size(); }
  /// Cores in use.
  double busy() const { return std::min(left_, static_cast<double>(jobs_.size())); }
  /// From now on others use the rest of the cores.
  void leave(double cores);
  /// For how long they have been so far, all together, in ns.
  double used() {
    catch_up();
    return used_;
  }

  void stop();
  void go_on();

  class Work {
   public:
    Work(Processor& processor, Duration span) : processor_(processor), span_(span) {}
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;
    ~Work() {
      if (frame_) processor_.remove(*this);
    }
    bool await_ready() const { return span_ <= Duration::zero(); }
    void await_suspend(std::coroutine_handle<> frame) {
      frame_ = frame;
      processor_.add(*this);
    }
    void await_resume() {
      if (!frame_) return;
      processor_.next_end_ = Ticket::none;
      processor_.remove(*this);
      frame_ = nullptr;
    }
    /// How much of the span it has been served for.
    Duration served() const;

   private:
    friend class Processor;
    Processor& processor_;
    Duration span_;
    double ends_at_ = 0;        ///< on the clock of `service_`
    std::uint64_t number_ = 0;  ///< order among equals
    std::size_t place_ = 0;     ///< in jobs_
    std::coroutine_handle<> frame_;
  };
  Work work(Duration span) { return {*this, span}; }

 private:
  double rate() const;
  void catch_up();
  void take_event_back();
  void plan();
  void add(Work& job);
  void remove(Work& job);

  static bool before(const Work& a, const Work& b) {
    return a.ends_at_ < b.ends_at_ || (a.ends_at_ == b.ends_at_ && a.number_ < b.number_);
  }
  void put(std::size_t place, Work& job);
  void sift_up(std::size_t place, Work& job);
  void sift_down(std::size_t place, Work& job);

  Calendar& calendar_;
  double cores_;
  double left_ = cores_;  ///< of them, by others
  bool stopped_ = false;
  double service_ = 0;  ///< ns that each job present all the time has been served for
  double used_ = 0;
  Time counted_to_ = start_of_run;
  std::uint64_t number_ = 0;
  std::vector<Work*> jobs_;  ///< a binary heap, the first to end on top
  Ticket next_end_ = Ticket::none;
};

}  // namespace faultline
