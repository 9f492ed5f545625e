#pragma once

#include <filesystem>
#include <string>

namespace faultline {

/// The name that a file has until it is whole.
std::filesystem::path unfinished(const std::filesystem::path& file);

/// Why it cannot be written; empty where it was.
std::string trouble_writing(const std::filesystem::path& file, const std::string& content);

/// Puts a finished file in its place. Why that cannot be done; empty where it was.
std::string trouble_placing(const std::filesystem::path& file);

/// Both: the file is there whole, or as it was before and the reason is given.
std::string write_whole(const std::filesystem::path& file, const std::string& content);

}  // namespace faultline
