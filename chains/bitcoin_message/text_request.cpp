#include "text_request.h"

#include <coldquill/base/text.h>
#include <coldquill/bitcoin/networks.h>
#include <coldquill/bitcoin_message/reasons.h>
#include <coldquill/codec/base64.h>

#include <algorithm>
#include <array>

namespace coldquill::bitcoin_message {
namespace {

constexpr std::string_view name = "signmessage ";
constexpr std::string_view as_text = "ascii:";
constexpr std::string_view as_base64 = "base64:";

Error bad(const char* what, const char* where, std::size_t at) {
  return {E_BAD_MESSAGE_REQUEST, what, where, at};
}

std::string_view without_return(std::string_view text) {
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

std::string_view without_line_end(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  return without_return(text);
}

// In ISO 8859-1, as some libraries write QR codes, another message would be signed than was meant.
Result<Bytes> utf8(std::string_view text, std::size_t at) {
  if (utf8_prefix(view_of(text)) == text.size()) return to_bytes(view_of(text));
  return bad("the message is not UTF-8: ask for it in base64, or by a file of the wallet",
             "message", at + utf8_prefix(view_of(text)));
}

// What the key path begins with: m, or eight digits, by which Specter knows its own keys.
std::size_t root_of(std::string_view text) {
  constexpr std::size_t digits = 8;
  const std::string_view root = text.substr(0, text.find_first_of("/ "));
  const bool good = root == "m" || (root.size() == digits && KeyFingerprint::parse(root).ok());
  return good ? root.size() : 0;
}

Result<KeyOrigin> parse_key(std::string_view text, std::size_t at) {
  const std::string_view root = text.substr(0, root_of(text));
  auto path = parse_path("m" + std::string(text.substr(root.size())));
  if (root.empty() || !path) return bad("this is no key path", "key path", at);
  const auto fingerprint = KeyFingerprint::parse(root);
  return KeyOrigin{fingerprint ? *fingerprint : KeyFingerprint{}, *std::move(path)};
}

Result<Bytes> parse_message(std::string_view text, std::size_t at) {
  if (text.starts_with(as_text)) return utf8(text.substr(as_text.size()), at + as_text.size());
  if (!text.starts_with(as_base64)) {
    return bad("neither ascii: nor base64: stands before the message", "message", at);
  }
  auto octets = base64_decode(text.substr(as_base64.size()));
  if (!octets) {
    return bad("this is not base64", "message", at + as_base64.size() + octets.error().at());
  }
  return octets;
}

Result<TextRequest> parse_command(std::string_view all) {
  const std::size_t end = std::min(all.find(' ', name.size()), all.size());
  CQ_TRY(asked, parse_key(all.substr(name.size(), end - name.size()), name.size()));
  const std::size_t message = std::min(end + 1, all.size());
  CQ_TRY(octets, parse_message(all.substr(message), message));
  return TextRequest{std::move(asked), std::move(octets), {}};
}

using Lines = std::array<std::string_view, 3>;

std::optional<Lines> three_lines(std::string_view text) {
  if (std::ranges::count(text, '\n') != 2) return {};
  const std::size_t first = text.find('\n');
  const std::size_t second = text.find('\n', first + 1);
  return Lines{without_return(text.substr(0, first)),
               without_return(text.substr(first + 1, second - first - 1)), text.substr(second + 1)};
}

bool is_address_type(std::string_view text) {
  return std::ranges::any_of(bitcoin::address_type_rows(),
                             [&](const auto& row) { return same_letters(row.type.name, text); });
}

Result<TextRequest> parse_lines(const Lines& lines) {
  const auto& [message, path, address_type] = lines;
  CQ_TRY(octets, utf8(message, 0));
  const auto at = static_cast<std::size_t>(path.data() - message.data());
  CQ_TRY(asked, parse_key(path, at));
  return TextRequest{std::move(asked), std::move(octets), to_lower(address_type)};
}

std::optional<Lines> request_lines(std::string_view text) {
  const auto lines = three_lines(without_line_end(text));
  const bool good = lines && (*lines)[1].starts_with("m/") && (*lines)[1].find('\'') != text.npos &&
                    is_address_type((*lines)[2]);
  return good ? lines : std::nullopt;
}

bool is_command(std::string_view text) {
  return text.starts_with(name) && root_of(text.substr(name.size())) > 0;
}

}  // namespace

bool is_text_request(ByteView bytes) {
  return is_command(text_of(bytes)) || request_lines(text_of(bytes));
}

Result<TextRequest> parse_text_request(ByteView bytes) {
  const std::string_view text = text_of(bytes);
  if (is_command(text)) return parse_command(without_line_end(text));
  if (const auto lines = request_lines(text)) return parse_lines(*lines);
  return bad("this asks for no signed message", "request", 0);
}

}  // namespace coldquill::bitcoin_message
