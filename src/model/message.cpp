#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/model/message.h>

#include <algorithm>

namespace coldquill {
namespace {

constexpr std::size_t digest_octets = 32;

// Line ends and tabs are part of honest messages.
bool is_readable(ByteView message) {
  std::string flat(text_of(message));
  for (char& c : flat) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return is_plain_text(view_of(flat));
}

bool is_digest_in_hex(ByteView message) {
  std::string_view text = trimmed(text_of(message));
  if (text.starts_with("0x") || text.starts_with("0X")) text.remove_prefix(2);
  const auto hex = from_hex(text);
  return hex && hex->size() == digest_octets;
}

// A line of the message each, so that its own line ends are seen as such.
void add_lines(Review& review, std::string_view text) {
  while (true) {
    const auto end = text.find('\n');
    review.add({.name = "message",
                .label = "message",
                .value = std::string(text.substr(0, end)),
                .source = Source::signed_,
                .headline = true,
                .free_text = true});
    if (end == text.npos) return;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

Result<void> check_message_size(ByteView message) {
  const auto lines = std::ranges::count(message, '\n') + 1;
  if (message.size() <= largest_message && lines <= most_message_lines) return {};
  return Error(E_TOO_LARGE, "a message of " + std::to_string(message.size()) + " bytes in " +
                                std::to_string(lines) + " lines");
}

Result<void> judge_message(ByteView message, std::string_view form,
                           std::vector<PlanWarning>& warnings) {
  const bool readable = is_readable(message);
  if (!readable && message.size() == digest_octets) {
    return Error(E_RAW_DIGEST, "the message is 32 bytes that are no text");
  }
  const std::string_view seen = is_digest_in_hex(message) ? "a hash in hexadecimal" : form;
  if (!seen.empty()) {
    warnings.push_back(
        {&E_MESSAGE_LOOKS_LIKE, "the message has the form of " + std::string(seen), true});
  } else if (!readable) {
    warnings.push_back({&E_MESSAGE_NOT_TEXT, "the message is not plain text", true});
  }
  return {};
}

void describe_message(Review& review, ByteView message) {
  review.group("Message");
  review.add({.name = "message_length",
              .label = "length",
              .value = std::to_string(message.size()) + " bytes",
              .source = Source::signed_,
              .raw = "0x" + to_hex(message)});
  add_lines(review, text_of(message));
}

}  // namespace coldquill
