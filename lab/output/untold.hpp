#pragma once

#include <cstddef>
#include <vector>

#include "lab/output/results.hpp"

namespace faultline {

/// Of each design, in their order.
std::vector<Estimate> estimates_of(const Results& results, std::size_t measure, std::size_t slice);

/// Whether most scenarios have nothing to do with it.
bool is_rare(std::size_t measure);

/// Whether it stands in a short table: the chief measures, what someone expects something of or
/// the hypothesis probes, and what is rare.
bool is_told_in_brief(const Results& results, std::size_t measure);

/// Nobody had a value, something rare never came about, or the number of instances is a matter of
/// the scenario: such a row says nothing.
bool untold(std::size_t measure, const std::vector<Estimate>& estimates);

}  // namespace faultline
