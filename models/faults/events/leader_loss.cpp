#include "models/faults/fault.hpp"

namespace faultline {

namespace {

/// The leader of one partition of a topic loses its copy of it until the end of the fault, as with
/// a failed disk or a corrupt segment. The other partitions on the same node are not affected.
class LeaderLoss final : public Fault {
 public:
  void begin(Instance& instance) override { instance.lose_leader(partition()); }
  void end(Instance& instance) override { instance.regain_leader(partition()); }

  std::string only_at() const override { return "topic"; }
  std::optional<Partition> strikes_partition() const override {
    return Partition{partition(), place_};
  }
  Symptoms explains() const override {
    return only({Symptom::topic_closed, Symptom::topic_full, Symptom::down});
  }

 protected:
  void declare(Fields& f) override {
    f("partition", partition_,
      {.says = "the number of the partition, counted from 0; a queue has only one", .at_least = 0});
    if (f.reading()) place_ = f.place_of("partition");
  }

 private:
  std::size_t partition() const { return static_cast<std::size_t>(partition_); }

  std::int64_t partition_ = 0;
  Place place_;
};

}  // namespace

Kind<Fault> leader_loss() {
  return kind<Fault, LeaderLoss>("leader_loss", "One partition of a topic loses its leader.");
}

}  // namespace faultline
