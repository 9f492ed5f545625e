#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include "sim/engine/calendar.hpp"
#include "sim/engine/frame_pool.hpp"
#include "sim/engine/lane.hpp"
#include "sim/engine/link.hpp"

namespace faultline {

template <class T>
class Task;

/// Takes over a task that its owner destroys before it has ended, so that it continues: destroying
/// a task cancels it, unless it has named an heir.
template <class T>
class Heir {
 public:
  virtual void inherit(Task<T> task) = 0;

 protected:
  ~Heir() = default;
};

namespace detail {

template <class T>
class Awaiter;

/// The state of every coroutine frame: which coroutine to resume at its end. Without one it is
/// detached and destroys itself.
struct TaskPromise : Pooled {
  std::coroutine_handle<> waiter;

  struct End {
    bool await_ready() noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> frame) noexcept {
      if (const auto next = frame.promise().waiter) return next;
      frame.destroy();
      return std::noop_coroutine();
    }
    void await_resume() noexcept {}
  };

  std::suspend_always initial_suspend() noexcept { return {}; }
  End final_suspend() noexcept { return {}; }
  [[noreturn]] void unhandled_exception() noexcept { std::terminate(); }
};

template <class T>
struct Promise : TaskPromise {
  Awaiter<T>* awaiter = nullptr;
  Heir<T>* heir = nullptr;
  Task<T> get_return_object();
  void return_value(T value);
};

/// A task without a result can run detached; its Link is then in the TaskGroup that destroys it if
/// it never ends.
template <>
struct Promise<void> : TaskPromise, Link {
  Task<void> get_return_object();
  void return_void() {}
};

}  // namespace detail

/// The frames that run detached. Destroying the group destroys those that are still running.
class TaskGroup {
 public:
  TaskGroup() = default;
  TaskGroup(const TaskGroup&) = delete;
  TaskGroup& operator=(const TaskGroup&) = delete;
  ~TaskGroup() { clear(); }

  bool empty() const { return tasks_.empty(); }

  void clear() {
    while (!tasks_.empty()) std::coroutine_handle<Promise>::from_promise(tasks_.front()).destroy();
  }

  void adopt(detail::Promise<void>& promise) { tasks_.push_back(promise); }

 private:
  using Promise = detail::Promise<void>;
  LinkedList<Promise> tasks_;
};

/// A coroutine that starts when it is awaited and is destroyed with its owner, at any point.
template <class T>
class [[nodiscard]] Task {
 public:
  using promise_type = detail::Promise<T>;
  using Frame = std::coroutine_handle<promise_type>;

  Task() = default;
  explicit Task(Frame frame) : frame_(frame) {}
  Task(Task&& other) noexcept : frame_(other.release()) {}
  Task& operator=(Task&& other) noexcept {
    std::swap(frame_, other.frame_);
    return *this;
  }
  ~Task() {
    if (frame_) end_ownership();
  }

  explicit operator bool() const { return static_cast<bool>(frame_); }
  Frame frame() const { return frame_; }

  /// Releases the frame.
  Frame release() { return std::exchange(frame_, nullptr); }

  auto operator co_await() &&;

 private:
  void end_ownership() {
    if constexpr (!std::is_void_v<T>)
      if (auto* heir = frame_.promise().heir) [[unlikely]]
        return heir->inherit(std::move(*this));
    frame_.destroy();
  }

  Frame frame_;
};

namespace detail {

template <class T>
Task<T> Promise<T>::get_return_object() {
  return Task<T>{Task<T>::Frame::from_promise(*this)};
}
inline Task<void> Promise<void>::get_return_object() {
  return Task<void>{Task<void>::Frame::from_promise(*this)};
}

/// Receives the value of a task: it lives in the awaiting frame, and owns or refers to the task.
template <class T>
class Awaiter {
 public:
  explicit Awaiter(Task<T>& task) : task_(task) {}
  Awaiter(const Awaiter&) = delete;
  Awaiter& operator=(const Awaiter&) = delete;
  ~Awaiter() { cancel_event(); }

  bool await_ready() { return false; }
  void expect(std::coroutine_handle<> waiter) {
    task_.frame().promise().waiter = waiter;
    task_.frame().promise().awaiter = this;
  }
  T await_resume() {
    ticket_ = Ticket::none;
    return std::move(value_);
  }
  void give(T value) { value_ = std::move(value); }

  /// Destroys the task; the awaiting coroutine continues with `value` after `span`.
  void break_off(Calendar& calendar, T value, Duration span) {
    const auto frame = task_.release();
    const auto waiter = frame.promise().waiter;
    frame.destroy();
    value_ = std::move(value);
    cancel_event();
    calendar_ = &calendar;
    ticket_ = calendar.at(calendar.now() + span, waiter);
  }

 protected:
  void set_event(Calendar& calendar, Ticket ticket) {
    calendar_ = &calendar;
    ticket_ = ticket;
  }
  void cancel_event() {
    if (ticket_ != Ticket::none) calendar_->cancel(std::exchange(ticket_, Ticket::none));
  }
  void event_fired() { ticket_ = Ticket::none; }
  Task<T>& task() { return task_; }

 private:
  Task<T>& task_;
  T value_{};
  Calendar* calendar_ = nullptr;
  Ticket ticket_ = Ticket::none;  ///< of what resumes the waiter beside the task's own end
};

template <class T>
void Promise<T>::return_value(T value) {
  awaiter->give(std::move(value));
}

/// The task stands with whoever awaits it: a temporary, as it mostly is, to the end of the
/// expression.
template <class T>
class AwaitTask : public Awaiter<T> {
 public:
  using Awaiter<T>::Awaiter;
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiter) {
    this->expect(waiter);
    return this->task().frame();
  }
};

template <>
class AwaitTask<void> {
 public:
  explicit AwaitTask(Task<void>& task) : task_(task) {}
  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiter) {
    task_.frame().promise().waiter = waiter;
    return task_.frame();
  }
  void await_resume() {}

 private:
  Task<void>& task_;
};

}  // namespace detail

template <class T>
auto Task<T>::operator co_await() && {
  return detail::AwaitTask<T>{*this};
}

/// Starts `task` at once, detached; `group` owns it.
inline void start(Task<void> task, TaskGroup& group) {
  const auto frame = task.release();
  group.adopt(frame.promise());
  frame.resume();
}

/// co_await first_of(task, timer): the task's value, or nothing if the timer, a Lane or an Alarm,
/// fired first; then the task is still running, and can be destroyed or awaited by another
/// coroutine.
template <class T, class Timer>
class FirstOf : public detail::Awaiter<T> {
 public:
  FirstOf(Task<T>& task, Timer& timer) : detail::Awaiter<T>(task), timer_(timer) {}
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiter) {
    this->set_event(timer_.calendar(), timer_.start(waiter));
    this->expect(waiter);
    return this->task().frame();
  }
  std::optional<T> await_resume() {
    const auto frame = this->task().frame();
    const bool in_time = !frame || frame.done();
    if (frame && in_time) this->cancel_event();
    this->event_fired();
    return in_time ? std::optional<T>(detail::Awaiter<T>::await_resume()) : std::nullopt;
  }

 private:
  Timer& timer_;
};

template <class T, class Timer>
FirstOf<T, Timer> first_of(Task<T>& task, Timer& timer) {
  return {task, timer};
}

/// co_await rest_of(task): the value of a task that has been started and has not ended.
template <class T>
class Rest : public detail::Awaiter<T> {
 public:
  using detail::Awaiter<T>::Awaiter;
  void await_suspend(std::coroutine_handle<> waiter) { this->expect(waiter); }
};

template <class T>
Rest<T> rest_of(Task<T>& task) {
  return Rest<T>{task};
}

}  // namespace faultline
