#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/base32.h>
#include <coldquill/transport/bbqr.h>
#include <coldquill/transport/deflate.h>

namespace coldquill {
namespace {

constexpr std::string_view mark = "B$";
constexpr std::string_view encodings = "H2Z";
constexpr std::string_view readable = "PTJCUB";
constexpr std::string_view key_teleport = "RSE";
constexpr std::size_t longest_part = 4296;  // what the largest QR code holds
constexpr std::string_view digits36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

Error bad(std::string_view what) {
  return {E_BAD_PART, std::string(what), "BBQr"};
}

std::optional<std::size_t> number36(std::string_view two) {
  const auto high = digits36.find(two[0]);
  const auto low = digits36.find(two[1]);
  if (high == digits36.npos || low == digits36.npos) return {};
  return high * 36 + low;
}

std::string text36(std::size_t number) {
  return {digits36[number / 36], digits36[number % 36]};
}

Result<void> check_type(char type) {
  if (key_teleport.find(type) != key_teleport.npos) {
    return Error(E_SECRET_IN_PAYLOAD, "this looks like keys on their way to another device");
  }
  if (readable.find(type) == readable.npos) {
    return Error(E_BBQR_TYPE, "this is a BBQr of a type that is not read");
  }
  return {};
}

// Characters of which whole octets are made.
std::size_t group_of(char encoding) {
  return encoding == 'H' ? 2 : 8;
}

std::string encoded(char encoding, ByteView bytes) {
  return encoding == 'H' ? to_upper(to_hex(bytes)) : base32_encode(bytes);
}

Result<Bytes> decoded(char encoding, const std::string& text) {
  if (encoding != 'H') return base32_decode(text);
  CQ_TRY(bytes, from_hex(text));
  return bytes;
}

// All parts but the last are of one size, and the last is no longer: parts of two messages that
// share a head rarely are.
Result<void> check_sizes(const std::vector<std::string>& texts) {
  for (std::size_t i = 1; i < texts.size(); ++i) {
    const bool last = i + 1 == texts.size();
    const bool fits =
        last ? texts[i].size() <= texts[0].size() : texts[i].size() == texts[0].size();
    if (!fits) return bad("parts of different sizes");
  }
  return {};
}

struct Split {
  std::size_t parts = 0;
  std::size_t characters = 0;  // of each but the last
};

// The first of those with the fewest parts is in the smallest codes.
std::optional<Split> best_split(std::size_t length, std::size_t group, const BbqrOptions& options) {
  std::optional<Split> best;
  for (const std::size_t capacity : options.capacities) {
    if (capacity < bbqr_header + group) continue;
    const std::size_t room = capacity - bbqr_header;
    const std::size_t each = room - room % group;
    // A single part need not end with a whole group.
    const std::size_t parts = length <= room ? 1 : (length + each - 1) / each;
    const bool good = parts >= options.least_parts && parts <= bbqr_most_parts;
    if (good && (!best || parts < best->parts)) best = Split{parts, each};
  }
  return best;
}

}  // namespace

// The whole head, and characters that the encoding has: notes and Electrum's texts begin with the
// same two characters.
bool is_bbqr(std::string_view text) {
  if (!text.starts_with(mark) || text.size() <= bbqr_header) return false;
  const bool known = encodings.find(text[2]) != encodings.npos &&
                     (readable.find(text[3]) != readable.npos || text[3] == 'X' ||
                      key_teleport.find(text[3]) != key_teleport.npos);
  const auto total = number36(text.substr(4, 2));
  const auto index = number36(text.substr(6, 2));
  const std::string_view digits =
      text[2] == 'H' ? std::string_view("0123456789ABCDEF") : "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return known && total && index && *index < *total &&
         text.substr(bbqr_header).find_first_not_of(digits) == text.npos;
}

Result<NumberedPart> parse_bbqr(std::string_view text) {
  if (!is_bbqr(text) || text.size() > longest_part) return bad("no part of a BBQr");
  CQ_CHECK(check_type(text[3]));
  const std::size_t total = *number36(text.substr(4, 2));
  const std::size_t index = *number36(text.substr(6, 2));
  const std::string_view data = text.substr(bbqr_header);
  if (index + 1 < total && data.size() % group_of(text[2]) != 0) {
    return bad("a part that does not hold whole bytes");
  }
  return NumberedPart{index, total, std::string(text.substr(0, 6)), std::string(data)};
}

Result<Bytes> join_bbqr(std::string_view identity, const std::vector<std::string>& texts) {
  COLDQUILL_ASSERT(identity.size() == 6);
  const char encoding = identity[2];
  CQ_CHECK(check_sizes(texts));
  Bytes out;
  for (const std::string& text : texts) {
    CQ_TRY(bytes, decoded(encoding, text));
    append(out, bytes);
    if (out.size() > bbqr_largest) return Error(E_TOO_LARGE, "more than any honest request");
  }
  if (encoding == 'Z') return inflate_raw(out, bbqr_largest);
  return out;
}

Result<std::vector<std::string>> bbqr_encode(BbqrType type, ByteView bytes,
                                             const BbqrOptions& options) {
  char encoding = options.encoding;
  Bytes packed;
  if (encoding == 'Z') {
    packed = deflate_raw(bytes);
    if (packed.size() >= bytes.size()) encoding = '2';
  }
  const std::string text = encoded(encoding, encoding == 'Z' ? ByteView(packed) : bytes);
  const auto split = best_split(text.size(), group_of(encoding), options);
  if (!split) return Error(E_TOO_LARGE, "more than QR codes of this size can carry");
  std::vector<std::string> out;
  for (std::size_t i = 0; i < split->parts; ++i) {
    const std::size_t each = split->parts == 1 ? text.size() : split->characters;
    out.push_back(std::string(mark) + encoding + static_cast<char>(type) + text36(split->parts) +
                  text36(i) + text.substr(i * each, each));
  }
  return out;
}

}  // namespace coldquill
