#pragma once

namespace faultline {

/// An entry of a doubly linked list that removes itself when it is destroyed. Whatever waits, is
/// served or runs detached is a Link inside a coroutine frame, so that destroying the frame removes
/// it from the list.
class Link {
 public:
  Link() = default;
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;
  ~Link() {
    if (linked()) unlink();
  }

  bool linked() const { return next_ != this; }
  Link* next() const { return next_; }
  Link* previous() const { return previous_; }

  /// Inserts it before `other`; before the head of a list means at its end.
  void link_before(Link& other) {
    if (linked()) unlink();
    previous_ = other.previous_;
    next_ = &other;
    previous_->next_ = this;
    other.previous_ = this;
  }

  void unlink() {
    next_->previous_ = previous_;
    previous_->next_ = next_;
    next_ = previous_ = this;
  }

 private:
  Link* next_ = this;
  Link* previous_ = this;
};

/// A list of Links; `T` derives from Link.
template <class T>
class LinkedList {
 public:
  bool empty() const { return !head_.linked(); }
  T& front() { return static_cast<T&>(*head_.next()); }
  T& back() { return static_cast<T&>(*head_.previous()); }
  void push_back(T& item) { item.link_before(head_); }

  /// Inserts `item` before those at the end that come after it; equals stay in order of arrival.
  template <class Before>
  void insert(T& item, Before before) {
    auto* place = &head_;
    while (place->previous() != &head_ && before(item, static_cast<T&>(*place->previous())))
      place = place->previous();
    item.link_before(*place);
  }

  /// Calls `see` with each, in order, until it returns true.
  template <class See>
  void visit_until(See see) const {
    for (auto* item = head_.next(); item != &head_; item = item->next())
      if (see(static_cast<T&>(*item))) return;
  }

  /// Calls `see` with each, in order.
  template <class See>
  void visit(See see) const {
    for (auto* at = head_.next(); at != &head_; at = at->next()) see(static_cast<const T&>(*at));
  }

 private:
  Link head_;
};

}  // namespace faultline
