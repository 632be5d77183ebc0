// Uniform Resources, version 2 (BCR-2020-005, BCR-2024-001): typed CBOR messages as texts for QR
// codes, in one part or many.
#pragma once

#include <coldquill/transport/fountain.h>
#include <coldquill/transport/unwrapped.h>

#include <optional>

namespace coldquill {

inline constexpr Reason E_UNSUPPORTED_UR1{"E_UNSUPPORTED_UR1", Errc::unsupported,
                                          "This is a UR of the first version, of 2020, and of a "
                                          "type that was never common: choose a newer "
                                          "export in the wallet."};

inline constexpr std::size_t ur_usual_fragment = 200;  // octets

struct UrMessage {
  std::string type;  // lower case: letters, digits and hyphens
  Bytes cbor;        // the message: one CBOR item, without the tag of its type
};

// True when the text begins with "ur:" in either case.
bool is_ur(std::string_view text);

// Writes the parts of a message.
class UrEncoder {
 public:
  // type: as in UrMessage. largest_fragment: octets of the message in a part, at least
  // ur_least_fragment. Fails with E_UR_TOO_LARGE when the message is empty, larger than
  // ur_largest_message, or would need more than ur_most_parts.
  static Result<UrEncoder> make(std::string type, Bytes cbor,
                                std::size_t largest_fragment = ur_usual_fragment);

  [[nodiscard]] bool single() const { return fountain_.seq_len() == 1; }
  // Parts that hold the message once; later ones are mixed.
  [[nodiscard]] std::uint32_t parts() const { return fountain_.seq_len(); }
  // The part with that number, from 1 without end, in lower case. A message of a single part has
  // the same text for every number.
  [[nodiscard]] std::string part(std::uint32_t number) const;

 private:
  UrEncoder(std::string type, Bytes cbor, std::size_t fragment)
      : type_(std::move(type)), fountain_(std::move(cbor), fragment) {}

  std::string type_;
  FountainEncoder fountain_;
};

// All parts, and extra mixed ones behind them (none when a single part holds the message).
Result<std::vector<std::string>> ur_encode(std::string type, Bytes cbor,
                                           std::size_t largest_fragment = ur_usual_fragment,
                                           std::uint32_t extra_parts = 0);

// Collects the parts of one message, in any order, with repeats and gaps.
// The first message that is seen wins: parts of others never mix with it.
class UrCollector {
 public:
  // Fails with E_UR_TOO_LARGE, E_BAD_UR, E_BAD_BYTEWORDS, E_UNSUPPORTED_UR1 or a CBOR reason when
  // this text cannot be used; what was collected stays. Fails with E_UR_CHECKSUM when the parts
  // contradict one another; then everything collected is dropped.
  Result<Step> put(std::string_view text);

  [[nodiscard]] bool begun() const { return stream_ || message_; }
  [[nodiscard]] bool complete() const { return message_.has_value(); }
  [[nodiscard]] Progress progress() const;
  // Numbers of parts that would complete it; empty when nothing has begun or nothing is missing.
  [[nodiscard]] std::vector<std::uint32_t> missing() const {
    return stream_ ? stream_->missing() : std::vector<std::uint32_t>();
  }
  [[nodiscard]] const std::string& type() const { return type_; }  // empty before the first part
  [[nodiscard]] std::size_t fragment() const {
    return fragment_;
  }  // octets; 0 before the first part

  // The message, once it is complete.
  [[nodiscard]] const UrMessage* message() const { return message_ ? &*message_ : nullptr; }
  // The message; complete() must hold. The collector is empty again.
  UrMessage take();

 private:
  Result<Step> put_single(std::string type, Bytes cbor);
  Result<Step> put_part(std::string type, FountainPart part);
  Result<Step> finish(Result<bool> news);
  bool is_ours(const std::string& type, const FountainPart& part) const;
  Step foreign();

  std::string type_;
  std::size_t fragment_ = 0;
  std::size_t foreign_ = 0;
  std::optional<FountainDecoder> stream_;
  std::optional<FountainPart> announced_;  // of a finished message that came in parts
  std::optional<UrMessage> message_;
};

}  // namespace coldquill
