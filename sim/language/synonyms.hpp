#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace faultline {

/// What other tools and books call a thing, and what it is called here.
using Synonym = std::pair<std::string_view, std::string_view>;

std::span<const Synonym> all_synonyms();

/// The name among `legal` that means what people elsewhere call `found`: "pods" are instances,
/// "max_retries" and "tries" are attempts. Empty where none does.
std::string_view synonym(std::string_view found, const std::vector<std::string>& legal);

}  // namespace faultline
