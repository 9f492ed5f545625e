#include "models/data/session.hpp"

#include "models/data/store.hpp"

namespace faultline {

Session::Session(Store& store, Visit& visit, const Step& step)
    : store_(store),
      visit_(visit),
      step_(step),
      outside_(std::exchange(visit.sessions, this)),
      locks_(store.locks(), store.lock_wait()) {}

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
  store_.open(*this);
}

void Session::commit() {
  for (const auto& part : std::exchange(parts_, {})) part();
  locks_.release();
}

void Session::roll_back() {
  over_ = true;
  unlink();
  locks_.release();
  connection_ = Slots::Held{};
}

}  // namespace faultline
