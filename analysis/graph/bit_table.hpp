#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace faultline {

/// A set of columns for each row, one bit each: 10 000 x 10 000 take 12.5 MB.
class BitTable {
 public:
  BitTable(std::size_t rows, std::size_t columns)
      : words_((columns + 63) / 64), bits_(rows * words_) {}

  void set(std::size_t row, std::size_t column) {
    at(row)[column / 64] |= std::uint64_t{1} << column % 64;
  }
  bool has(std::size_t row, std::size_t column) const {
    return (at(row)[column / 64] >> column % 64 & 1) != 0;
  }

  /// Adds what the row of another table has, which has as many columns.
  void merge(std::size_t row, const BitTable& other, std::size_t from) {
    auto* to = at(row);
    const auto* added = other.at(from);
    for (std::size_t i = 0; i < words_; ++i) to[i] |= added[i];
  }

  std::int64_t count(std::size_t row) const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < words_; ++i) sum += std::popcount(at(row)[i]);
    return sum;
  }

  /// Of the columns before that one.
  std::int64_t count(std::size_t row, std::size_t before) const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < before / 64; ++i) sum += std::popcount(at(row)[i]);
    const auto rest = before % 64;
    if (rest > 0) sum += std::popcount(at(row)[before / 64] << (64 - rest));
    return sum;
  }

  /// What both rows have, the other one of a table with as many columns, in ascending order.
  template <class Visit>
  void each_in_both(std::size_t row, const BitTable& other, std::size_t other_row,
                    Visit visit) const {
    for (std::size_t i = 0; i < words_; ++i)
      for (auto word = at(row)[i] & other.at(other_row)[i]; word != 0; word &= word - 1)
        visit(static_cast<int>(i * 64) + std::countr_zero(word));
  }

  /// In ascending order.
  template <class Visit>
  void each(std::size_t row, Visit visit) const {
    for (std::size_t i = 0; i < words_; ++i)
      for (auto word = at(row)[i]; word != 0; word &= word - 1)
        visit(static_cast<int>(i * 64) + std::countr_zero(word));
  }

 private:
  std::uint64_t* at(std::size_t row) { return bits_.data() + row * words_; }
  const std::uint64_t* at(std::size_t row) const { return bits_.data() + row * words_; }

  std::size_t words_;
  std::vector<std::uint64_t> bits_;
};

}  // namespace faultline
