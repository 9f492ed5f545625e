#pragma once

#include <functional>

#include "sim/language/document.hpp"
#include "sim/language/shape.hpp"

namespace faultline {

/// A value of a thing, found by the name of its field, that can be changed while a run goes on.
class Setting {
 public:
  virtual ~Setting() = default;

  /// Tells what is wrong with a new value, as the reader of a scenario does.
  virtual void check(const Node& to, Problems& problems) const = 0;
  virtual void set(const Node& to) = 0;
  /// It has one to begin with.
  virtual bool given() const = 0;
  /// Sets it again to what it is now.
  virtual std::function<void()> kept() = 0;

  /// As a number, in the basic unit; NaN where it is none.
  virtual double magnitude() const = 0;
  virtual double magnitude_of(const Node& to) const = 0;
  virtual void set_to(double magnitude) = 0;
};

}  // namespace faultline
