#include <coldquill/base/hex.h>
#include <coldquill/codec/base64.h>
#include <coldquill/transport/envelope.h>

#include "secret_shapes.h"

namespace coldquill {
namespace {

bool is_text(ByteView content) {
  return std::ranges::all_of(content, [](std::uint8_t octet) {
    return (octet >= 0x20 && octet < 0x7f) || is_white_space(static_cast<char>(octet));
  });
}

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

// Lines of parts (twice ur_most_parts), or of transactions: far more than either needs.
constexpr std::size_t most_lines = 4096;

// The lines that are not empty, without white space at either end; one more than most_lines at
// most.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty() && lines.size() <= most_lines) {
    const auto end = std::min(text.find_first_of("\r\n"), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!line.empty() && is_white_space(line.front())) line.remove_prefix(1);
    while (!line.empty() && is_white_space(line.back())) line.remove_suffix(1);
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

Error secret(std::string_view shape) {
  return {E_SECRET_IN_PAYLOAD, "this looks like " + std::string(shape)};
}

Error parts_missing(const Progress& progress) {
  if (progress.total == 0) return {E_PARTS_MISSING, "nothing has been read yet"};
  const auto missing = progress.total - progress.useful;
  return {E_PARTS_MISSING, std::to_string(missing) + " more of " + std::to_string(progress.total) +
                               " parts are needed"};
}

std::string spoken_of(const std::string& type, std::size_t parts) {
  return "UR " + type + (parts == 1 ? "" : " in " + std::to_string(parts) + " parts");
}

// A part of a secret's UR type is refused before it is put together with others.
Result<Step> put_part(UrCollector& collector, std::string_view line) {
  CQ_TRY(step, collector.put(line));
  if (const auto shape = secret_ur_type(collector.type()); !shape.empty()) {
    collector = UrCollector();
    return secret(shape);
  }
  return step;
}

Result<Unwrapped> take_ur(UrCollector& collector) {
  if (!collector.complete()) return parts_missing(collector.progress());
  Unwrapped out;
  out.wrapping = Wrapping::ur;
  out.ur_fragment = collector.fragment();
  out.spoken = spoken_of(collector.type(), collector.progress().total);
  UrMessage message = collector.take();
  out.ur_type = std::move(message.type);
  out.bytes = std::move(message.cbor);
  return out;
}

Result<Unwrapped> unwrap_ur(const std::vector<std::string_view>& lines) {
  UrCollector collector;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto where = "line " + std::to_string(i + 1);
    CQ_TRY(step, put_part(collector, lines[i]).in(where));
    if (step == Step::foreign)
      return Error(E_PARTS_MIXED, "this is no part of the message that the first line begins",
                   where);
  }
  return take_ur(collector);
}

std::string_view without_0x(std::string_view line) {
  return line.starts_with("0x") || line.starts_with("0X") ? line.substr(2) : line;
}

Unwrapped plain(Wrapping wrapping, Bytes bytes, std::string spoken) {
  Unwrapped out;
  out.wrapping = wrapping;
  out.bytes = std::move(bytes);
  out.spoken = std::move(spoken);
  return out;
}

Result<Unwrapped> unwrap_hex(const std::vector<std::string_view>& lines) {
  Unwrapped out;
  out.wrapping = Wrapping::hex;
  out.spoken = "hexadecimal text";
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

Result<Unwrapped> unwrap_text(ByteView content) {
  const auto text = text_of(content);
  const auto lines = lines_of(text);
  if (lines.empty()) return Error(E_EMPTY_PAYLOAD, "only white space");
  const auto is_hex_line = [](std::string_view line) { return is_hex(without_0x(line)); };
  const bool ur = is_ur(lines.front());
  const bool hex = !ur && std::ranges::all_of(lines, is_hex_line);
  if ((ur || hex) && lines.size() > most_lines) {
    return Error(E_TOO_LARGE, "more than " + std::to_string(most_lines) + " lines");
  }
  if (ur) return unwrap_ur(lines);
  if (hex) return unwrap_hex(lines);
  if (auto bytes = base64_decode(without_white_space(text)))
    return plain(Wrapping::base64, *std::move(bytes), "base64 text");
  return plain(Wrapping::binary, to_bytes(content), "plain text");
}

}  // namespace

Result<void> refuse_secret(ByteView content) {
  if (!is_text(content)) return {};
  if (const auto shape = secret_shape(text_of(content)); !shape.empty()) return secret(shape);
  return {};
}

Result<Unwrapped> unwrap(ByteView content) {
  if (content.empty()) return Error(E_EMPTY_PAYLOAD, "no bytes at all");
  if (is_other_encoding(content))
    return Error(E_UNKNOWN_ENCODING, "text with a byte order mark or in UTF-16");
  CQ_CHECK(refuse_secret(content));
  if (is_text(content)) return unwrap_text(content);
  return plain(Wrapping::binary, to_bytes(content), "bytes");
}

Result<Step> FrameCollector::put(ByteView qr) {
  CQ_CHECK(refuse_secret(qr));
  if (is_ur(text_of(qr)) && !single_) return put_part(parts_, text_of(qr));
  if (single_ && equal(qr, single_code_)) return Step::duplicate;
  if (single_ || parts_.begun()) {
    ++foreign_;
    return Step::foreign;
  }
  return put_single(qr);
}

Result<Step> FrameCollector::put_single(ByteView qr) {
  if ((qr.size() == 16 || qr.size() == 32) && !is_text(qr))
    return secret("recovery words in a compact code");
  CQ_TRY(payload, unwrap(qr));
  single_ = std::move(payload);
  single_code_ = to_bytes(qr);
  return Step::accepted;
}

Progress FrameCollector::progress() const {
  Progress progress = parts_.progress();
  progress.foreign += foreign_;
  if (single_) progress.useful = progress.total = 1;
  return progress;
}

Result<Unwrapped> FrameCollector::take() {
  if (!complete()) return parts_missing(progress());
  auto taken = single_ ? Result<Unwrapped>(*std::move(single_)) : take_ur(parts_);
  *this = FrameCollector();
  return taken;
}

}  // namespace coldquill
