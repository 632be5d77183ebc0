#include <coldquill/base/decimal.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/bech32.h>
#include <coldquill/crypto/hash.h>
#include <coldquill/transport/ur1.h>

namespace coldquill {
namespace {

constexpr std::string_view scheme = "ur:bytes/";
constexpr std::size_t longest_message = 1u << 20;  // octets
constexpr std::size_t longest_text = longest_message / 5 * 8;
constexpr std::size_t longest_part = 4296;  // what the largest QR code holds

struct Path {
  std::string_view numbers, digest, text;
};

// numbers/digest/text, digest/text or text, in lower case.
std::optional<Path> path_of(std::string_view text) {
  if (!text.starts_with(scheme)) return {};
  text.remove_prefix(scheme.size());
  const auto last = text.rfind('/');
  if (last == text.npos) return Path{{}, {}, text};
  Path path{{}, text.substr(0, last), text.substr(last + 1)};
  const auto first = path.digest.find('/');
  if (first != path.digest.npos) {
    path.numbers = path.digest.substr(0, first);
    path.digest.remove_prefix(first + 1);
  }
  return path;
}

bool has_digit(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool is_ur1(std::string_view text) {
  const std::string lower = to_lower(text.substr(0, 2 * ur1_digest_size));
  const auto path = path_of(lower);
  if (!path) return false;
  if (path->digest.empty()) return has_digit(text);
  return path->digest.size() == ur1_digest_size || path->numbers.find("of") != path->numbers.npos;
}

Result<NumberedPart> parse_ur1(std::string_view text) {
  if (text.size() > longest_text) return Error(E_TOO_LARGE, "more than any request", "UR");
  const std::string lower = to_lower(text);
  const auto path = path_of(lower);
  if (!path || path->text.empty()) return Error(E_BAD_PART, "a UR without a message", "UR");
  if (lower.find("//") != lower.npos) {
    return Error(E_BAD_PART, "a UR without the digest of its message", "UR");
  }
  NumberedPart out{0, 1, std::string(path->digest), std::string(path->text)};
  if (path->numbers.empty()) return out;
  if (text.size() > longest_part) return Error(E_BAD_PART, "longer than any code", "UR");
  const auto of = path->numbers.find("of");
  const auto number = parse_number(path->numbers.substr(0, of));
  const auto total = of == path->numbers.npos ? number : parse_number(path->numbers.substr(of + 2));
  const bool good = of != path->numbers.npos && number && total && *number >= 1 &&
                    *number <= *total && *total <= ur1_most_parts;
  if (!good) return Error(E_BAD_PART, "a part without its number and total", "UR");
  out.index = *number - 1;
  out.total = *total;
  return out;
}

Result<Bytes> join_ur1(std::string_view digest, const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += text;
  if (all.size() > longest_text) return Error(E_TOO_LARGE, "more than any request");
  CQ_TRY(cbor, bc32_decode(all));
  if (digest.empty()) return cbor;
  CQ_TRY(announced, bc32_decode(digest));
  if (!equal(announced, sha256(cbor))) {
    return Error(E_PARTS_CONTRADICT, "the parts make up another message than they announce");
  }
  return cbor;
}

std::vector<std::string> ur1_encode(ByteView cbor, std::size_t characters) {
  COLDQUILL_ASSERT(characters > 0);
  const std::string text = bc32_encode(cbor);
  const std::string digest = bc32_encode(sha256(cbor));
  const std::size_t parts = (text.size() + characters - 1) / characters;
  // With its digest a single text cannot pass for one of the second version.
  if (parts <= 1) return {std::string(scheme) + digest + "/" + text};
  std::vector<std::string> out;
  for (std::size_t i = 0; i < parts; ++i) {
    out.push_back(std::string(scheme) + std::to_string(i + 1) + "of" + std::to_string(parts) + "/" +
                  digest + "/" + text.substr(i * characters, characters));
  }
  return out;
}

}  // namespace coldquill
