#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "sim/random/stream.hpp"

namespace faultline {

class Span;

/// The fault that once led to the exhaustion of something, as long as that lasts.
struct Blame {
  static constexpr std::uint16_t nobody = UINT16_MAX;

  std::uint16_t fault = nobody;
  bool idle_before = true;  ///< it was not exhausted when that was last looked at
};

/// Something that requests wait for as long as others occupy it.
class Contended {
 public:
  /// One of those who occupy it, each as likely; null: nobody who is known.
  virtual const Span* occupant(Draw& draw) const = 0;
  /// Where those work who empty it, if there are any: index in RunFrame::places; 0: not known.
  virtual std::uint16_t emptied_at(Draw& /*draw*/) const { return 0; }
  /// A request, each as likely, of which something is in the hands of those who do not work on it
  /// just now, since it came to nothing before.
  virtual std::optional<std::uint64_t> held_up_by(Draw& /*draw*/) const { return std::nullopt; }
  /// What is to blame for its exhaustion; null where that is not kept.
  virtual Blame* blame() const { return nullptr; }

 protected:
  ~Contended() = default;
};

/// The requests that occupy the slots of a station.
class Occupants final : public Contended {
 public:
  const Span* occupant(Draw& draw) const override;
  Blame* blame() const override { return &blame_; }
  std::size_t size() const { return places_.size(); }

  /// A slot in use by a request, while it exists; where spans are not recorded it does nothing.
  class Place {
   public:
    Place() = default;
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() { leave(); }

    void take(Occupants& occupants, Span* span) {
      if (!span) return;
      span_ = span;
      occupants_ = &occupants;
      number_ = occupants.places_.size();
      occupants.places_.push_back(this);
    }
    void leave() {
      if (!occupants_) return;
      auto& places = std::exchange(occupants_, nullptr)->places_;
      places[number_] = places.back();
      places[number_]->number_ = number_;
      places.pop_back();
    }

   private:
    friend class Occupants;
    Occupants* occupants_ = nullptr;
    Span* span_ = nullptr;
    std::size_t number_ = 0;
  };

 private:
  std::vector<Place*> places_;
  mutable Blame blame_;
};

}  // namespace faultline
