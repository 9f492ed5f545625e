#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// The name among `legal` that means what people elsewhere call `found`: "pods" are instances,
/// "max_retries" and "tries" are attempts. Empty where none does.
std::string_view synonym(std::string_view found, const std::vector<std::string>& legal);

}  // namespace faultline
