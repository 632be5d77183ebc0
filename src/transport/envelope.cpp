#include <coldquill/base/text.h>
#include <coldquill/codec/base64.h>
#include <coldquill/codec/secret_shapes.h>
#include <coldquill/transport/bbqr.h>
#include <coldquill/transport/envelope.h>
#include <coldquill/transport/specter.h>
#include <coldquill/transport/ur.h>
#include <coldquill/transport/ur1.h>

#include <algorithm>

#include "plain_texts.h"

namespace coldquill {
namespace {

bool begins_with(ByteView content, std::initializer_list<std::uint8_t> mark) {
  return content.size() >= mark.size() && std::equal(mark.begin(), mark.end(), content.begin());
}

// Sixteen letters, each with a zero octet on the same side of it: UTF-16 without its mark.
bool is_wide_text(ByteView content) {
  constexpr std::size_t looked_at = 32;
  if (content.size() < looked_at) return false;
  const auto alternates = [&](std::size_t zero_at) {
    for (std::size_t i = 0; i < looked_at; ++i) {
      const bool zero = i % 2 == zero_at;
      if ((content[i] == 0) != zero || (!zero && (content[i] < 0x20 || content[i] > 0x7e)))
        return false;
    }
    return true;
  };
  return alternates(0) || alternates(1);
}

bool is_other_encoding(ByteView content) {
  return begins_with(content, {0xef, 0xbb, 0xbf}) || begins_with(content, {0xff, 0xfe}) ||
         begins_with(content, {0xfe, 0xff}) || is_wide_text(content);
}

Error secret(std::string_view shape) {
  return {E_SECRET_IN_PAYLOAD, "this looks like " + std::string(shape)};
}

// "3, 7 and 12"; of many the first ones.
std::string listed(const std::vector<std::uint32_t>& numbers) {
  constexpr std::size_t most = 12;
  std::string out;
  for (std::size_t i = 0; i < std::min(numbers.size(), most); ++i) {
    const bool last = i + 1 == numbers.size();
    out += (i == 0 ? "" : last ? " and " : ", ") + std::to_string(numbers[i]);
  }
  return numbers.size() > most ? out + ", and so on" : out;
}

Error parts_missing(const Progress& progress, const std::vector<std::uint32_t>& missing) {
  if (progress.total == 0) return {E_PARTS_MISSING, "nothing has been read yet"};
  return {E_PARTS_MISSING, std::to_string(progress.total - progress.useful) + " more of " +
                               std::to_string(progress.total) +
                               " parts are needed: " + listed(missing)};
}

// A message whose parts are the lines of a file.
Result<Unwrapped> unwrap_parts(PartStream& stream, const std::vector<std::string_view>& lines) {
  if (lines.size() > most_lines) {
    return Error(E_TOO_LARGE, "more than " + std::to_string(most_lines) + " lines");
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto where = "line " + std::to_string(i + 1);
    CQ_TRY(step, stream.put(lines[i]).in(where));
    if (step == Step::foreign)
      return Error(E_PARTS_MIXED, "this is no part of the message that the first line begins",
                   where);
  }
  if (!stream.complete()) return parts_missing(stream.progress(), stream.missing());
  return stream.take();
}

Result<Unwrapped> unwrap_text(ByteView content) {
  const auto lines = lines_of(text_of(content));
  const auto stream = lines.empty() ? nullptr : stream_for(lines.front());
  return stream ? unwrap_parts(*stream, lines) : plain_text(content);
}

// That the message is a request can be seen of this part: the type of a UR other than "bytes"
// and those of keys, BBQr's types for PSBTs and transactions, and in Specter's
// first part the beginning of a PSBT in base64.
bool says_what_it_is(const std::string& part) {
  constexpr std::size_t type_at = 3;
  constexpr char types[] = {static_cast<char>(BbqrType::psbt),
                            static_cast<char>(BbqrType::transaction)};
  if (is_bbqr(part)) return std::ranges::find(types, part[type_at]) != std::end(types);
  if (is_specter(part)) {
    const auto numbered = parse_specter(part);
    const auto head = base64_decode(numbered ? numbered->text.substr(0, 8) : std::string());
    return head && numbered->index == 0 && begins_a_request(*head);
  }
  const std::string lower = to_lower(part);
  if (!is_ur(lower) || is_ur1(lower)) return false;
  const std::string type = lower.substr(3, lower.find('/') - 3);
  return type != "bytes" && secret_ur_type(type).empty() && !is_ur_of_keys(type);
}

}  // namespace

// Texts of any alphabet: people put signs of their own between words.
Result<void> refuse_secret(ByteView content) {
  const bool text = is_ascii_text(content) || utf8_prefix(content) == content.size();
  if (!text) return {};
  if (const auto shape = secret_shape(text_of(content)); !shape.empty()) return secret(shape);
  return {};
}

Result<void> refuse_secret_code(ByteView qr) {
  if (const auto shape = secret_code_shape(qr); !shape.empty()) return secret(shape);
  return {};
}

Result<void> keepable(const std::vector<std::string>& parts) {
  if (std::ranges::any_of(parts, says_what_it_is)) return {};
  return Error(E_NOT_KEPT, "the parts do not say that they are of a request");
}

Result<Unwrapped> unwrap(ByteView content) {
  if (content.empty()) return Error(E_EMPTY_PAYLOAD, "no bytes at all");
  if (is_other_encoding(content))
    return Error(E_UNKNOWN_ENCODING, "text with a byte order mark or in UTF-16");
  CQ_CHECK(refuse_secret(content));
  if (is_ascii_text(content)) return unwrap_text(content);
  Unwrapped out;
  out.bytes = to_bytes(content);
  out.spoken = "bytes";
  return out;
}

Step FrameCollector::foreign() {
  ++foreign_;
  return Step::foreign;
}

Result<Step> FrameCollector::put(ByteView qr, const std::optional<RowPlace>& place) {
  CQ_CHECK(refuse_secret(qr));
  if (place) return put_in_row(*place, qr);
  if (row_) return row_->put(text_of(qr));
  if (!single_ && !parts_) parts_ = stream_for(text_of(qr));
  if (parts_) return put_part(qr);
  if (single_ && equal(qr, single_code_)) return Step::duplicate;
  return single_ ? foreign() : put_single(qr);
}

Result<Step> FrameCollector::put_in_row(const RowPlace& place, ByteView qr) {
  if (single_ || parts_) return foreign();
  if (!row_) row_ = std::make_unique<RowStream>();
  auto step = row_->put_in_row(place, qr);
  if (row_->progress().total == 0) {
    foreign_ += row_->progress().foreign;
    row_.reset();
  }
  return step;
}

// A stream in which nothing was collected says nothing about the codes to come.
Result<Step> FrameCollector::put_part(ByteView qr) {
  auto step = parts_->put(text_of(qr));
  if (step && *step == Step::accepted) accepted_.emplace_back(text_of(qr));
  if (parts_->progress().total == 0) {
    foreign_ += parts_->progress().foreign;
    parts_.reset();
    accepted_.clear();
  }
  return step;
}

Result<Step> FrameCollector::put_single(ByteView qr) {
  CQ_CHECK(refuse_secret_code(qr));
  CQ_TRY(payload, unwrap(qr));
  single_ = std::move(payload);
  single_code_ = to_bytes(qr);
  return Step::accepted;
}

Progress FrameCollector::progress() const {
  Progress progress = stream() ? stream()->progress() : Progress();
  progress.foreign += foreign_;
  if (single_) progress.useful = progress.total = 1;
  return progress;
}

std::vector<std::uint32_t> FrameCollector::missing() const {
  return stream() ? stream()->missing() : std::vector<std::uint32_t>();
}

Result<Unwrapped> FrameCollector::take() {
  if (!complete()) return parts_missing(progress(), missing());
  auto taken = single_ ? Result<Unwrapped>(*std::move(single_)) : stream()->take();
  *this = FrameCollector();
  return taken;
}

}  // namespace coldquill
