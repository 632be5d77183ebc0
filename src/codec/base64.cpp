#include <coldquill/base/text.h>
#include <coldquill/codec/base64.h>

#include <optional>

namespace coldquill {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::optional<std::uint32_t> value_of(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<std::uint32_t>(c - 'A');
  if (c >= 'a' && c <= 'z') return static_cast<std::uint32_t>(c - 'a' + 26);
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0' + 52);
  if (c == '+') return 62;
  if (c == '/') return 63;
  return {};
}

Error bad(const char* what, std::size_t at) {
  return {E_BAD_BASE64, what, "base64", at};
}

std::size_t padding_of(std::string_view text) {
  if (text.ends_with("==")) return 2;
  return text.ends_with('=') ? 1 : 0;
}

}  // namespace

std::string base64_encode(ByteView bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const auto group = bytes.subspan(at, std::min<std::size_t>(3, bytes.size() - at));
    std::uint32_t pool = 0;
    for (std::size_t i = 0; i < 3; ++i) pool = pool << 8 | (i < group.size() ? group[i] : 0u);
    for (std::size_t i = 0; i < 4; ++i)
      out += i <= group.size() ? alphabet[pool >> (18 - 6 * i) & 63u] : '=';
  }
  return out;
}

Result<Bytes> base64_decode(std::string_view text) {
  if (text.size() % 4 != 0) return bad("not whole groups of four characters", text.size());
  const std::size_t padding = padding_of(text);
  const std::size_t letters = text.size() - padding;
  Bytes out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t pool = 0;
  for (std::size_t at = 0; at < letters; ++at) {
    const auto value = value_of(text[at]);
    if (!value) return bad("a character outside the alphabet", at);
    pool = (pool << 6 | *value) & 0xffffff;
    // Each letter but the first of a group completes an octet.
    if (at % 4 != 0) out.push_back(static_cast<std::uint8_t>(pool >> (6 - 2 * (at % 4))));
  }
  const std::uint32_t unused = padding == 2 ? 0xf : padding == 1 ? 0x3 : 0;
  if ((pool & unused) != 0) return bad("the unused bits are not zero", letters - 1);
  return out;
}

std::string without_white_space(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::ranges::copy_if(text, std::back_inserter(out), [](char c) { return !is_white_space(c); });
  return out;
}

}  // namespace coldquill
