#include "dialect.h"

#include <coldquill/base/hex.h>
#include <coldquill/base/text.h>
#include <coldquill/codec/base43.h>
#include <coldquill/codec/base64.h>
#include <coldquill/codec/cbor.h>
#include <coldquill/qr/symbol.h>
#include <coldquill/transport/bbqr.h>
#include <coldquill/transport/specter.h>
#include <coldquill/transport/ur.h>
#include <coldquill/transport/ur1.h>

namespace coldquill {
namespace {

struct Name {
  std::string_view word;
  Wrapping wrapping;
};
constexpr Name names[] = {
    {"binary", Wrapping::binary}, {"base64", Wrapping::base64},   {"hex", Wrapping::hex},
    {"base43", Wrapping::base43}, {"ur", Wrapping::ur},           {"ur1", Wrapping::ur1},
    {"bbqr", Wrapping::bbqr},     {"specter", Wrapping::specter},
};

// Characters in a part, unless the request tells better: what Specter and the first wallets with UR
// show.
constexpr std::size_t usual_characters = 300;

// The UR type: that of the request when it came as one of this kind, else the first that is
// written; "bytes" for kinds that have none.
std::string ur_type_for(const Unwrapped& like, const PayloadKind& kind) {
  const std::string& asked = like.ur_type;
  if (std::ranges::find(kind.urs, asked) != kind.urs.end()) return asked;
  return kind.urs.empty() ? "bytes" : std::string(kind.urs.front());
}

// In parts like those of the request, unless it was a single one: that says nothing about what the
// other side's camera can read.
std::size_t usual_fragment(const Unwrapped& request) {
  const bool told =
      request.wrapping == Wrapping::ur && request.fragment > 0 && request.fragment <= 400;
  return told ? request.fragment : ur_usual_fragment;
}

Result<std::vector<std::string>> ur_parts(const Unwrapped& like, const PayloadKind& kind,
                                          const Bytes& payload, const AnswerOptions& options) {
  std::size_t fragment = options.ur_fragment;
  if (fragment == 0) fragment = usual_fragment(like);
  fragment = std::max(fragment, ur_least_fragment);
  Bytes cbor = kind.ur_content == UrContent::item ? payload : CborWriter().bytes(payload).take();
  return ur_encode(ur_type_for(like, kind), std::move(cbor), fragment);
}

// Characters of the head of a part, with the largest numbers that are written.
std::size_t head_of(Wrapping wrapping) {
  if (wrapping == Wrapping::specter) return std::string_view("p2000of2000 ").size();
  return std::string_view("ur:bytes/2000of2000//").size() + ur1_digest_size;
}

// What the largest code that may be shown has room for. Specter's texts have small letters.
std::size_t room_for(Wrapping wrapping, int version) {
  const std::size_t whole =
      wrapping == Wrapping::specter ? most_octets(version) : longest_capital_text(version);
  return whole - std::min(whole - 1, head_of(wrapping));
}

// As the request had them, within what is asked for, what a code holds and the parts that are read.
std::size_t characters_for(const Unwrapped& like, Wrapping wrapping, std::size_t length,
                           const AnswerOptions& options) {
  constexpr std::size_t least = 50, largest = 1'000, most_parts = 2'000;
  const bool told = like.wrapping == wrapping && like.fragment > 0;
  std::size_t out = told ? std::min(like.fragment, largest) : usual_characters;
  // Of a fragment's octets base64 makes 4 characters for 3, BC32 8 for 5.
  const std::size_t asked =
      wrapping == Wrapping::specter ? options.ur_fragment / 3 * 4 : options.ur_fragment / 5 * 8;
  if (options.ur_fragment > 0) out = std::min(out, asked);
  out = std::min(std::max(out, least), room_for(wrapping, options.largest_single));
  return std::max(out, length / most_parts + 1);
}

// What is carried as text: the digits of what people handle as such, else base64.
std::string as_text(const PayloadKind& kind, const Bytes& payload) {
  return kind.file == FileForm::hex ? to_hex(payload) : base64_encode(payload);
}

std::vector<std::size_t> capacities(int smallest, int largest) {
  std::vector<std::size_t> out;
  for (int version = smallest; version <= largest; ++version) {
    out.push_back(longest_capital_text(version));
  }
  return out;
}

// In codes no larger than those of the request, when it came as BBQr; in the largest ones rather
// than not at all.
Result<std::vector<std::string>> bbqr_parts(const Unwrapped& like, const PayloadKind& kind,
                                            const Bytes& payload, const AnswerOptions& options) {
  constexpr int usual_smallest = 5;
  const auto type = static_cast<BbqrType>(kind.bbqr);
  const bool text = kind.file == FileForm::base64;
  const Bytes content = text ? to_bytes(view_of(as_text(kind, payload))) : payload;
  auto sizes = capacities(std::min(usual_smallest, options.largest_single), options.largest_single);
  if (like.wrapping == Wrapping::bbqr && like.fragment > 0) {
    const auto enough = std::ranges::find_if(
        sizes, [&](std::size_t size) { return size >= like.fragment + bbqr_header; });
    if (enough != sizes.end()) sizes.erase(enough + 1, sizes.end());
  }
  auto parts = bbqr_encode(type, content, {.capacities = std::move(sizes)});
  if (parts) return parts;
  return bbqr_encode(type, content, {.capacities = capacities(usual_smallest, largest_qr_version)});
}

// One code holds 4,296 characters. Electrum has nothing for more; a UR can at least be carried on.
constexpr std::size_t most_in_base43 = 2'900;  // octets

}  // namespace

std::optional<Wrapping> wrapping_named(std::string_view word) {
  const auto found = std::ranges::find(names, word, &Name::word);
  if (found == std::end(names)) return {};
  return found->wrapping;
}

bool is_for_codes(Wrapping wrapping) {
  switch (wrapping) {
    case Wrapping::binary:
    case Wrapping::base64:
    case Wrapping::hex:
      return false;
    case Wrapping::base43:
    case Wrapping::ur:
    case Wrapping::ur1:
    case Wrapping::bbqr:
    case Wrapping::specter:
      return true;
  }
  COLDQUILL_ASSERT(false);
}

Result<std::vector<std::string>> code_texts(Wrapping wrapping, const Unwrapped& like,
                                            const PayloadKind& kind, const Bytes& payload,
                                            const AnswerOptions& options) {
  switch (wrapping) {
    case Wrapping::base43:
      // Electrum has a field for it, which takes what its own signatures are.
      if (kind.file == FileForm::base64) return std::vector<std::string>{as_text(kind, payload)};
      if (payload.size() > most_in_base43) return ur_parts(like, kind, payload, options);
      return std::vector<std::string>{base43_encode(payload)};
    case Wrapping::ur1:
      return ur1_encode(CborWriter().bytes(payload).take(),
                        characters_for(like, Wrapping::ur1, payload.size() * 8 / 5, options));
    case Wrapping::bbqr:
      return bbqr_parts(like, kind, payload, options);
    case Wrapping::specter: {
      const std::string text = as_text(kind, payload);
      return specter_encode(text, characters_for(like, Wrapping::specter, text.size(), options));
    }
    default:
      return ur_parts(like, kind, payload, options);
  }
}

}  // namespace coldquill
