#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace faultline {

/// The values from `least` up to `most` at which a size is tried: the preferred numbers of ISO 3
/// (series R5: 1, 1.6, 2.5, 4, 6.3, times a power of ten), of which each is about 1.6 times the one
/// before, and `most` itself as the last one.
std::vector<double> ladder(double least, double most);

/// Whether something happens on a rung; nothing where that is not known yet.
using AskRung = std::function<std::optional<bool>(std::size_t rung)>;

/// The least rung on which something happens, where it is known to happen on the topmost one;
/// nothing where that hangs on an answer that is not known yet.
///
/// From a rung that is `guess`ed it goes on by 1, 2, 4, ... rungs and then bisects, by answers that
/// are cheap and may be wrong (`quick`: of one replication). From where that ends
/// it goes by sure ones (`decide`: of a test): up to a rung on which it happens, or down to one
/// below which it does not. So the rung and the one below it are always both decided surely.
/// Assumes that it happens on every rung above one on which it happens: where it does not, the
/// result is one such border among several.
std::optional<std::size_t> least_rung(std::size_t topmost, std::size_t guess, const AskRung& quick,
                                      const AskRung& decide);

}  // namespace faultline
