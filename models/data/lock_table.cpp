#include "models/data/lock_table.hpp"

#include <algorithm>

namespace faultline {

namespace {

constexpr std::size_t number(LockMode mode) { return static_cast<std::size_t>(mode); }

constexpr std::array<LockMode, 4> all_modes{LockMode::intends_shared, LockMode::intends_exclusive,
                                            LockMode::shared, LockMode::exclusive};

bool compatible(LockMode a, LockMode b) {
  if (a == LockMode::exclusive || b == LockMode::exclusive) return false;
  if (a == LockMode::intends_shared || b == LockMode::intends_shared) return true;
  return a == b;
}

/// The weakest mode that is as strong as both.
LockMode joined(LockMode a, LockMode b) {
  const auto [weak, strong] = std::minmax(a, b);
  const bool apart = weak == LockMode::intends_exclusive && strong == LockMode::shared;
  return apart ? LockMode::exclusive : strong;
}

}  // namespace

const Span* LockTable::Queue::occupant(Draw& draw) const {
  if (holders.empty()) return nullptr;
  const auto number = draw.uniform() * static_cast<double>(holders.size());
  return holders[static_cast<std::size_t>(number)]->span_;
}

LockTable::Owner::Held* LockTable::Owner::held(const Queue& queue) {
  const auto found = std::ranges::find(held_, &queue, &Held::queue);
  return found == held_.end() ? nullptr : &*found;
}

void LockTable::Owner::release() {
  for (const auto& [queue, mode, place] : std::exchange(held_, {})) {
    --queue->modes[number(mode)];
    auto& holders = queue->holders;
    if (auto* last = holders.back(); last != this) {
      holders[place] = last;
      last->held(*queue)->place = place;
    }
    holders.pop_back();
    locks_.serve(*queue);
  }
}

std::vector<LockTable::Owner*> LockTable::Owner::waits_for() const {
  std::vector<Owner*> others;
  for (const auto* claim : waiting_) claim->add_to(others);
  return others;
}

/// Who stands behind its claims, and the first who is excluded by what it holds: whoever stands
/// behind these waits for them.
std::vector<LockTable::Owner*> LockTable::Owner::waiters() const {
  std::vector<Owner*> others;
  for (auto* claim : waiting_)
    if (&claim->queue_.waiting.back() != claim)
      others.push_back(&static_cast<const Claim*>(claim->next())->owner_);
  for (const auto& held : held_)
    held.queue->waiting.visit_until([&](const Claim& claim) {
      if (&claim.owner_ == this || compatible(held.mode, claim.wanted())) return false;
      others.push_back(&claim.owner_);
      return true;
    });
  return others;
}

/// Whether it waits for others that wait, in the end, for it. It is looked for among those that
/// wait for it, and, in turn, among those that it waits for: often only one of them are few. Nobody
/// waits for one that has nothing and has just come.
bool LockTable::closes_circle(Owner& waiting) {
  if (waiting.held_.empty() && waiting.waiting_.size() == 1) return false;
  waiting.seen_.fill(++search_);
  std::array<std::vector<Owner*>, 2> open;
  open.fill({&waiting});
  for (std::size_t way = 0; !open[way].empty(); way = 1 - way) {
    auto& owner = *open[way].back();
    open[way].pop_back();
    for (auto* other : way == 0 ? owner.waiters() : owner.waits_for()) {
      if (other == &waiting && &owner != &waiting) return true;
      if (std::exchange(other->seen_[way], search_) != search_) open[way].push_back(other);
    }
  }
  return false;
}

/// The one before it in the queue, who waits for all before that, and each holder that excludes it.
void LockTable::Claim::add_to(std::vector<Owner*>& waited_for) const {
  if (&queue_.waiting.front() != this)
    waited_for.push_back(&static_cast<const Claim*>(previous())->owner_);
  if (fits()) return;
  for (auto* holder : queue_.holders)
    if (holder != &owner_ && !compatible(holder->held(queue_)->mode, wanted()))
      waited_for.push_back(holder);
}

/// What its owner holds then.
LockMode LockTable::Claim::wanted() const {
  const auto* held = owner_.held(queue_);
  return held ? joined(held->mode, mode_) : mode_;
}

/// No other owner's hold excludes it.
bool LockTable::Claim::fits() const {
  const auto* held = owner_.held(queue_);
  const auto mode = wanted();
  return std::ranges::all_of(all_modes, [&](LockMode other) {
    const int own = held && held->mode == other ? 1 : 0;
    return compatible(mode, other) || queue_.modes[number(other)] == own;
  });
}

bool LockTable::try_grant(Claim& claim) {
  if (!claim.fits()) return false;
  auto& queue = claim.queue_;
  auto& owner = claim.owner_;
  const auto mode = claim.wanted();
  if (auto* held = owner.held(queue)) {
    --queue.modes[number(std::exchange(held->mode, mode))];
  } else {
    owner.held_.push_back({&queue, mode, queue.holders.size()});
    queue.holders.push_back(&owner);
  }
  ++queue.modes[number(mode)];
  return true;
}

void LockTable::serve(Queue& queue) {
  while (!queue.waiting.empty() && try_grant(queue.waiting.front())) {
    auto& claim = queue.waiting.front();
    claim.stop_waiting();
    claim.set_timer(calendar_.soon(claim.frame_));
  }
  forget_if_idle(queue);
}

void LockTable::forget_if_idle(Queue& queue) {
  if (&queue != &table_ && queue.holders.empty() && queue.waiting.empty()) rows_.erase(queue.row);
}

bool LockTable::Claim::await_ready() {
  const bool free = queue_.waiting.empty() || owner_.held(queue_);
  return free && owner_.locks_.try_grant(*this);
}

bool LockTable::Claim::await_suspend(std::coroutine_handle<> frame) {
  frame_ = frame;
  auto& locks = owner_.locks_;
  if (owner_.held(queue_) && !queue_.waiting.empty())
    link_before(queue_.waiting.front());
  else
    queue_.waiting.push_back(*this);
  owner_.waiting_.push_back(this);
  locks.most_waiting_ = std::max(locks.most_waiting_, ++locks.waiting_);
  if (locks.closes_circle(owner_)) {
    result_ = LockResult::deadlock;
    leave();
    return false;
  }
  if (owner_.longest_wait_)
    set_timer(locks.calendar_.at(locks.calendar_.now() + *owner_.longest_wait_, frame));
  return true;
}

LockResult LockTable::Claim::await_resume() {
  ticket_ = Ticket::none;
  if (!linked()) return result_;
  leave();
  return LockResult::waited_too_long;
}

LockTable::Claim::~Claim() {
  if (linked()) leave();
  set_timer(Ticket::none);
}

void LockTable::Claim::leave() {
  stop_waiting();
  owner_.locks_.serve(queue_);
}

void LockTable::Claim::stop_waiting() {
  unlink();
  std::erase(owner_.waiting_, this);
  --owner_.locks_.waiting_;
}

void LockTable::Claim::set_timer(Ticket ticket) {
  if (ticket_ != Ticket::none) owner_.locks_.calendar_.cancel(ticket_);
  ticket_ = ticket;
}

}  // namespace faultline
