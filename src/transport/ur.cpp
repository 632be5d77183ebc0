#include <coldquill/codec/bytewords.h>
#include <coldquill/transport/ur.h>

#include <charconv>

namespace coldquill {
namespace {

constexpr std::string_view scheme = "ur:";
constexpr std::size_t longest_type = 64;
// Two letters an octet, and room for the type, the numbers and the header of a part.
constexpr std::size_t longest_text = 2 * ur_largest_message + 512;

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

struct Pieces {
  std::string type;
  std::optional<std::pair<std::uint32_t, std::uint32_t>> numbers;  // of a part: number, total
  std::string_view words;
};

Error bad(const char* what) {
  return {E_BAD_UR, what};
}
Error ur1() {
  return {E_UNSUPPORTED_UR1, "a UR of the first version"};
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (auto end = text.find(at); end != text.npos; end = text.find(at)) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.push_back(text);
  return parts;
}

bool is_type(std::string_view type) {
  return !type.empty() && type.size() <= longest_type && std::ranges::all_of(type, [](char c) {
    return is_lower(lower(c)) || is_digit(c) || c == '-';
  });
}

std::optional<std::uint32_t> number_of(std::string_view text) {
  std::uint32_t number = 0;
  const auto end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end || number == 0 || text.front() == '0') return {};
  return number;
}

std::optional<std::pair<std::uint32_t, std::uint32_t>> numbers_of(std::string_view text) {
  const auto parts = split(text, '-');
  if (parts.size() != 2) return {};
  const auto number = number_of(parts[0]);
  const auto total = number_of(parts[1]);
  if (!number || !total) return {};
  return std::pair(*number, *total);
}

// The first version has parts named 1of3, a digest of 58 characters as a path of its own, and a
// payload alphabet with digits; bytewords are letters only.
bool has_form_of_ur1(const std::vector<std::string_view>& path) {
  constexpr std::size_t digest_size = 58;
  const auto of = [](std::string_view piece) {
    return !piece.empty() && is_digit(piece.front()) &&
           (piece.find("of") != piece.npos || piece.find("OF") != piece.npos);
  };
  return std::any_of(path.begin() + 1, path.end(), of) || path.size() > 3 ||
         (path.size() == 3 && path[1].size() == digest_size) ||
         (std::ranges::equal(path.front(), std::string_view("bytes"), {}, lower) &&
          std::ranges::any_of(path.back(), is_digit));
}

Result<Pieces> split_ur(std::string_view text) {
  if (text.size() > longest_text) return Error(E_UR_TOO_LARGE, "the text is too long");
  if (std::ranges::any_of(text, is_lower) && std::ranges::any_of(text, is_upper))
    return bad("upper and lower case are mixed");
  const auto path = split(text.substr(scheme.size()), '/');
  if (path.size() < 2 || !is_type(path.front())) return bad("a UR without a type and a message");
  if (has_form_of_ur1(path)) return ur1();
  Pieces pieces;
  std::ranges::transform(path.front(), std::back_inserter(pieces.type), lower);
  pieces.words = path.back();
  if (path.size() == 3) {
    pieces.numbers = numbers_of(path[1]);
    if (!pieces.numbers) return bad("a part without its number and total");
  }
  return pieces;
}

}  // namespace

bool is_ur(std::string_view text) {
  return text.size() >= scheme.size() &&
         std::ranges::equal(text.substr(0, scheme.size()), scheme, {}, lower);
}

Result<UrEncoder> UrEncoder::make(std::string type, Bytes cbor, std::size_t largest_fragment) {
  COLDQUILL_ASSERT(is_type(type) && largest_fragment >= ur_least_fragment);
  if (cbor.empty() || cbor.size() > ur_largest_message)
    return Error(E_UR_TOO_LARGE, "a message of " + std::to_string(cbor.size()) + " bytes");
  const auto fragment = fragment_size(cbor.size(), ur_least_fragment, largest_fragment);
  if ((cbor.size() + fragment - 1) / fragment > ur_most_parts)
    return Error(E_UR_TOO_LARGE, "more parts than a reader accepts: choose larger ones");
  return UrEncoder(std::move(type), std::move(cbor), fragment);
}

std::string UrEncoder::part(std::uint32_t number) const {
  std::string text = std::string(scheme) + type_ + '/';
  if (single()) return text + bytewords_encode(BytewordsStyle::minimal, fountain_.message());
  text += std::to_string(number) + '-' + std::to_string(parts()) + '/';
  return text + bytewords_encode(BytewordsStyle::minimal, fountain_.part(number).cbor());
}

Result<std::vector<std::string>> ur_encode(std::string type, Bytes cbor,
                                           std::size_t largest_fragment,
                                           std::uint32_t extra_parts) {
  CQ_TRY(encoder, UrEncoder::make(std::move(type), std::move(cbor), largest_fragment));
  std::vector<std::string> texts;
  const std::uint32_t count = encoder.single() ? 1 : encoder.parts() + extra_parts;
  for (std::uint32_t number = 1; number <= count; ++number) texts.push_back(encoder.part(number));
  return texts;
}

Result<Step> UrCollector::put(std::string_view text) {
  if (!is_ur(text)) return foreign();
  CQ_TRY(pieces, split_ur(text));
  CQ_TRY(body, bytewords_decode(BytewordsStyle::minimal, pieces.words));
  if (!pieces.numbers) return put_single(std::move(pieces.type), std::move(body));
  CQ_TRY(part, FountainPart::parse(body));
  if (*pieces.numbers != std::pair(part.seq_num, part.seq_len))
    return bad("the numbers in the text and in the part differ");
  return put_part(std::move(pieces.type), std::move(part));
}

Result<Step> UrCollector::put_single(std::string type, Bytes cbor) {
  if (cbor.size() > ur_largest_message) return Error(E_UR_TOO_LARGE, "the message is too large");
  if (message_ && !announced_ && type == type_ && cbor == message_->cbor) return Step::duplicate;
  if (begun()) return foreign();
  type_ = type;
  fragment_ = cbor.size();
  message_ = UrMessage{std::move(type), std::move(cbor)};
  return Step::accepted;
}

bool UrCollector::is_ours(const std::string& type, const FountainPart& part) const {
  const bool same = stream_ ? part.same_message(stream_->announced())
                            : announced_ && part.same_message(*announced_);
  return same && type == type_ && part.data.size() == fragment_;
}

Result<Step> UrCollector::put_part(std::string type, FountainPart part) {
  if (!begun()) {
    type_ = std::move(type);
    fragment_ = part.data.size();
    stream_.emplace(part);
  } else if (!is_ours(type, part)) {
    return foreign();
  }
  if (message_) return Step::duplicate;
  return finish(stream_->put(std::move(part)));
}

// A contradiction cannot be traced to one part: all of them go.
Result<Step> UrCollector::finish(Result<bool> news) {
  if (!news) {
    *this = UrCollector();
    return std::move(news).error();
  }
  if (!stream_->complete()) return *news ? Step::accepted : Step::duplicate;
  announced_ = stream_->announced();
  auto message = (*std::move(stream_)).solve();
  stream_.reset();
  if (!message) {
    *this = UrCollector();
    return std::move(message).error();
  }
  message_ = UrMessage{type_, *std::move(message)};
  return Step::accepted;
}

Step UrCollector::foreign() {
  ++foreign_;
  return Step::foreign;
}

Progress UrCollector::progress() const {
  if (stream_) return {stream_->useful(), stream_->total(), foreign_};
  if (!message_) return {0, 0, foreign_};
  const std::size_t total = announced_ ? announced_->seq_len : 1;
  return {total, total, foreign_};
}

UrMessage UrCollector::take() {
  COLDQUILL_ASSERT(complete());
  UrMessage message = *std::move(message_);
  *this = UrCollector();
  return message;
}

}  // namespace coldquill
