#include "models/data/session.hpp"

#include "models/data/store.hpp"

namespace faultline {

std::vector<std::string> words(Isolation) { return {"read_committed", "snapshot", "serializable"}; }

Session::Session(Store& store, Visit& visit, const Step& step, Isolation isolation)
    : store_(store),
      visit_(visit),
      step_(step),
      outside_(std::exchange(visit.sessions, this)),
      isolation_(isolation),
      locks_(store.locks(), visit.call.span, store.lock_wait()) {}

Session::~Session() {
  auto** place = &visit_.sessions;
  while (*place != this) place = &(*place)->outside_;
  *place = outside_;
}

Session* Session::of(const Visit& visit, const Step& step) {
  auto* session = visit.sessions;
  while (session && &session->step_ != &step) session = session->outside_;
  return session;
}

Call Session::within(const Call& call) {
  auto own = call;
  own.to = node_;
  own.session = this;
  own.cancellable = true;
  return own;
}

void Session::begin(Instance& node, Slots::Held connection) {
  node_ = &node;
  connection_ = std::move(connection);
  place_.take(node.holders(), visit_.call.span);
  began_ = store_.versions().next();
  store_.open(*this);
}

void Session::ask() {
  if (!snapshot_) snapshot_ = store_.versions().next();
}

void Session::read(const Versions::Row& row) { read_[row] = store_.versions().next(); }

bool Session::may_write(const Versions::Row& row) const {
  return isolation_ != Isolation::snapshot || !store_.versions().changed_since(row, *snapshot_);
}

void Session::commit() {
  for (const auto& row : written_) {
    const auto read = read_.find(row);
    auto lost = read == read_.end() ? 0 : store_.versions().overwrite(row, read->second);
    for (; lost > 0; --lost) node_->books().incident(Incident::update_lost);
    store_.change(row);
  }
  for (const auto& part : std::exchange(parts_, {})) part();
  locks_.release();
}

void Session::roll_back() {
  over_ = true;
  unlink();
  locks_.release();
  connection_ = Slots::Held{};
  place_.leave();
}

}  // namespace faultline
