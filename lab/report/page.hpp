#pragma once

#include <string>
#include <string_view>

namespace faultline {

/// The built page with this report (JSON) in it, compressed: one HTML file that opens from disk and
/// asks the network for nothing.
std::string report_page(std::string_view report);
/// The same with a place where its data are to be.
std::string empty_report_page();

/// RFC 1952, as the page's DecompressionStream takes it; the same bytes for the same text.
std::string gzip(std::string_view text);

/// RFC 4648, with padding.
std::string base64(std::string_view bytes);
/// Five digits for four bytes, an eighth more than base64 packs into a page. The digits are those
/// of Z85 (RFC 32 of ZeroMQ) with `,;_` in place of `&<>`; the last one to three bytes take one
/// digit more than bytes.
std::string base85(std::string_view bytes);

}  // namespace faultline
