#include "plain_texts.h"

#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/base43.h>
#include <coldquill/codec/base64.h>

#include <optional>

namespace coldquill {
namespace {

std::string_view without_0x(std::string_view line) {
  return line.starts_with("0x") || line.starts_with("0X") ? line.substr(2) : line;
}

bool is_hex_line(std::string_view line) {
  return is_hex(without_0x(line));
}

Unwrapped plain(Wrapping wrapping, Bytes bytes, std::string spoken) {
  Unwrapped out;
  out.wrapping = wrapping;
  out.bytes = std::move(bytes);
  out.spoken = std::move(spoken);
  return out;
}

Result<Unwrapped> from_hex_lines(const std::vector<std::string_view>& lines) {
  if (lines.size() > most_lines) {
    return Error(E_TOO_LARGE, "more than " + std::to_string(most_lines) + " lines");
  }
  Unwrapped out = plain(Wrapping::hex, {}, "hexadecimal text");
  for (const auto line : lines) {
    CQ_TRY(bytes, from_hex(without_0x(line)));
    if (out.bytes.empty()) {
      out.bytes = std::move(bytes);
    } else {
      out.more.push_back(std::move(bytes));
    }
  }
  return out;
}

}  // namespace

bool begins_a_request(ByteView bytes) {
  constexpr std::uint8_t psbt[] = {'p', 's', 'b', 't', 0xFF};
  constexpr std::uint8_t first[] = {1, 0, 0, 0};
  constexpr std::uint8_t second[] = {2, 0, 0, 0};
  const auto begins = [&](ByteView mark) {
    return bytes.size() > mark.size() && equal(bytes.first(mark.size()), mark);
  };
  return begins(psbt) || begins(first) || begins(second);
}

namespace {

std::optional<Unwrapped> from_base43(std::string_view text) {
  if (text.size() > base43_longest) return {};
  auto bytes = base43_decode(text);
  if (!bytes || !begins_a_request(*bytes)) return {};
  return plain(Wrapping::base43, *std::move(bytes), "base43 text");
}

}  // namespace

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty() && lines.size() <= most_lines) {
    const auto end = std::min(text.find_first_of("\r\n"), text.size());
    const auto line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

Result<Unwrapped> plain_text(ByteView content) {
  const auto text = text_of(content);
  const auto lines = lines_of(text);
  if (lines.empty()) return Error(E_EMPTY_PAYLOAD, "only white space");
  if (std::ranges::all_of(lines, is_hex_line)) return from_hex_lines(lines);
  const std::string compact = without_white_space(text);
  if (auto electrum = from_base43(compact)) return *std::move(electrum);
  if (auto bytes = base64_decode(compact)) {
    return plain(Wrapping::base64, *std::move(bytes), "base64 text");
  }
  return plain(Wrapping::binary, to_bytes(content), "plain text");
}

}  // namespace coldquill
