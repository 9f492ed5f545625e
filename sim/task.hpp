#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include "sim/calendar.hpp"
#include "sim/frame_pool.hpp"
#include "sim/lane.hpp"
#include "sim/link.hpp"

namespace faultline {

template <class T>
class Task;

namespace detail {

/// What every coroutine frame knows: whom to resume at its end. With nobody to resume it is
/// detached and destroys itself; the Link then stands in the TaskGroup that will destroy it if it
/// never ends.
struct TaskPromise : Pooled, Link {
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
  T* result = nullptr;
  Task<T> get_return_object();
  void return_value(T value) {
    if (result) *result = std::move(value);
  }
};

template <>
struct Promise<void> : TaskPromise {
  Task<void> get_return_object();
  void return_void() {}
};

}  // namespace detail

/// The frames that run with nobody awaiting them. Destroying the group destroys those still
/// running.
class TaskGroup {
 public:
  TaskGroup() = default;
  TaskGroup(const TaskGroup&) = delete;
  TaskGroup& operator=(const TaskGroup&) = delete;
  ~TaskGroup() { clear(); }

  bool empty() const { return tasks_.empty(); }

  void clear() {
    while (!tasks_.empty())
      std::coroutine_handle<detail::TaskPromise>::from_promise(tasks_.front()).destroy();
  }

  void adopt(detail::TaskPromise& promise) { tasks_.push_back(promise); }

 private:
  LinkedList<detail::TaskPromise> tasks_;
};

/// A coroutine that runs when it is awaited and is destroyed with its owner, wherever it stands.
template <class T>
class [[nodiscard]] Task {
 public:
  using promise_type = detail::Promise<T>;
  using Frame = std::coroutine_handle<promise_type>;

  Task() = default;
  explicit Task(Frame frame) : frame_(frame) {}
  Task(Task&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
  Task& operator=(Task&& other) noexcept {
    std::swap(frame_, other.frame_);
    return *this;
  }
  ~Task() {
    if (frame_) frame_.destroy();
  }

  explicit operator bool() const { return static_cast<bool>(frame_); }
  Frame frame() const { return frame_; }

  /// Lets a started or unstarted task run on by itself, owned by `group`; its result is dropped.
  void detach(TaskGroup& group) {
    auto& promise = frame_.promise();
    promise.waiter = nullptr;
    if constexpr (!std::is_void_v<T>) promise.result = nullptr;
    group.adopt(promise);
    frame_ = nullptr;
  }

  auto operator co_await() &&;

 private:
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

template <class T>
struct AwaitTask {
  Task<T> task;
  T value{};
  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiter) {
    task.frame().promise().waiter = waiter;
    task.frame().promise().result = &value;
    return task.frame();
  }
  T await_resume() { return std::move(value); }
};

template <>
struct AwaitTask<void> {
  Task<void> task;
  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiter) {
    task.frame().promise().waiter = waiter;
    return task.frame();
  }
  void await_resume() {}
};

}  // namespace detail

template <class T>
auto Task<T>::operator co_await() && {
  return detail::AwaitTask<T>{std::move(*this)};
}

/// Starts `task` at once, with nobody awaiting it.
template <class T>
void start(Task<T> task, TaskGroup& group) {
  auto frame = task.frame();
  task.detach(group);
  frame.resume();
}

/// co_await first_of(task, lane): the task's value, or nothing when the lane's span passed first;
/// then the task is still there, running, to be awaited by nobody: detach or drop it.
template <class T>
class FirstOf {
 public:
  FirstOf(Task<T>& task, Lane& lane) : task_(task), lane_(lane) {}
  FirstOf(const FirstOf&) = delete;
  FirstOf& operator=(const FirstOf&) = delete;
  ~FirstOf() {
    if (ticket_ != Ticket::none) lane_.cancel(ticket_);
  }
  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiter) {
    ticket_ = lane_.start(waiter);
    task_.frame().promise().waiter = waiter;
    task_.frame().promise().result = &value_;
    return task_.frame();
  }
  std::optional<T> await_resume() {
    if (!task_.frame().done()) {
      ticket_ = Ticket::none;
      return std::nullopt;
    }
    return std::move(value_);
  }

 private:
  Task<T>& task_;
  Lane& lane_;
  Ticket ticket_ = Ticket::none;
  T value_{};
};

template <class T>
FirstOf<T> first_of(Task<T>& task, Lane& lane) {
  return {task, lane};
}

}  // namespace faultline
