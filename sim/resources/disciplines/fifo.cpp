#include "sim/resources/slots.hpp"

namespace faultline {

namespace {

class FifoLine final : public WaitingLine {
 public:
  void join(Waiter& waiter) override { line_.push_back(waiter); }
  Waiter* next(const Slots&) override { return &line_.front(); }

 private:
  LinkedList<Waiter> line_;
};

class Fifo final : public Discipline {
 public:
  std::unique_ptr<WaitingLine> line() const override { return first_in_first_out(); }
};

}  // namespace

std::unique_ptr<WaitingLine> first_in_first_out() { return std::make_unique<FifoLine>(); }

Kind<Discipline> fifo() { return kind<Discipline, Fifo>("fifo", "First in, first out."); }

}  // namespace faultline
