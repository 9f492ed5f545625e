#include "lab/report/page.hpp"

#include <zlib.h>

#include <array>
#include <cstdint>

#include "sim/engine/check.hpp"

extern "C" {
extern const char faultline_page[];
extern const char faultline_page_end[];
}

namespace faultline {

namespace {

constexpr std::string_view place = "__REPORT_DATA__";
constexpr int gzip_window = 15 + 16;  ///< the greatest one, with a gzip header
constexpr int memory_level = 9;

}  // namespace

std::string gzip(std::string_view text) {
  z_stream stream{};
  const auto opened = deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window,
                                   memory_level, Z_DEFAULT_STRATEGY);
  check(opened == Z_OK, "zlib compresses");
  std::string compressed(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(compressed.data());
  stream.avail_out = static_cast<uInt>(compressed.size());
  const auto ended = deflate(&stream, Z_FINISH);
  compressed.resize(stream.total_out);
  deflateEnd(&stream);
  check(ended == Z_STREAM_END, "zlib compresses all of it");
  return compressed;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto group = bytes.substr(i, 3);
    unsigned bits = 0;
    for (std::size_t k = 0; k < 3; ++k)
      bits = bits << 8 | (k < group.size() ? static_cast<unsigned char>(group[k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k)
      text += k <= group.size() ? digits[bits >> (18 - 6 * k) & 63] : '=';
  }
  return text;
}

std::string base85(std::string_view bytes) {
  constexpr std::string_view digits =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?,;_()[]{}@%$#";
  std::string text;
  text.reserve((bytes.size() + 3) / 4 * 5);
  for (std::size_t at = 0; at < bytes.size(); at += 4) {
    const auto group = bytes.substr(at, 4);
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < 4; ++i)
      word = word << 8 | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0U);
    std::array<char, 5> five{};
    for (std::size_t i = 5; i-- > 0; word /= 85) five[i] = digits[word % 85];
    text.append(five.data(), group.size() + 1);
  }
  return text;
}

std::string empty_report_page() { return {faultline_page, faultline_page_end}; }

std::string report_page(std::string_view report) {
  auto page = empty_report_page();
  const auto at = page.find(place);
  check(at != std::string::npos, "the page has a place for its data");
  return page.replace(at, place.size(), base64(gzip(report)));
}

}  // namespace faultline
