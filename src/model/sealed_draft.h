// SealedDraft: review text and signing jobs as one fixed layout of bytes.
//
// This is the seam between whoever decodes requests and whoever holds keys: the process with the
// keys reads these bytes with the few dozen lines of open(), and never sees a payload.
//
//   "CQSD" 03                                     what this is
//   fingerprint            32 octets
//   text                   u32be length, UTF-8
//   acknowledgements       u32be count; each: u8 length, reason id; token (16 octets)
//   jobs                   u32be count; each:
//     scheme               u8 SchemeKind
//                          u8 0, or 1 and output key (32), or 2 and output key, merkle root (32)
//     key                  fingerprint (4), u8 depth, depth * u32be, x and y of the public key (64)
//     digest               32 octets
#pragma once

#include <coldquill/base/hex.h>
#include <coldquill/base/result.h>
#include <coldquill/model/signing.h>

namespace coldquill {

// SHA-256 over the canonical text of a request's own content: the same for every cosigner, on every
// machine, with or without keys.
struct Fingerprint {
  Digest32 bytes{};
  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

// SHA-256 over a sealed draft: what exactly is consented to.
struct ConsentId {
  Digest32 bytes{};
  friend bool operator==(const ConsentId&, const ConsentId&) = default;
};

// Names one warning of one request: the first 16 octets of SHA-256 over a tag, the fingerprint, the
// jobs (SHA-256 over each public key, 33 octets, and digest), the reason id, a zero octet and the
// text. Two warnings of one session never share it.
struct WarningToken {
  ByteArray<16> bytes{};
  [[nodiscard]] std::string text() const { return to_hex(bytes); }
  friend auto operator<=>(const WarningToken&, const WarningToken&) = default;
};
inline constexpr std::string_view warning_tag = "coldquill warning 1";

// A warning that consent must name.
struct Acknowledgement {
  std::string reason;
  WarningToken token;
  friend bool operator==(const Acknowledgement&, const Acknowledgement&) = default;
};

class SealedDraft {
 public:
  // Fails with E_MALFORMED, E_TRUNCATED, E_TOO_LARGE or E_TRAILING_DATA.
  static Result<SealedDraft> open(Bytes bytes);
  // The bytes of a draft with these parts.
  static Bytes seal(const Fingerprint& fingerprint, std::string_view text,
                    std::span<const Acknowledgement> acknowledgements,
                    std::span<const SigningJob> jobs);

  [[nodiscard]] const Bytes& bytes() const { return bytes_; }
  [[nodiscard]] const Fingerprint& fingerprint() const { return fingerprint_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::vector<Acknowledgement>& acknowledgements() const { return needed_; }
  [[nodiscard]] const std::vector<SigningJob>& jobs() const { return jobs_; }
  // Computed over the bytes, each time.
  [[nodiscard]] ConsentId consent_id() const { return {sha256(bytes_)}; }

 private:
  SealedDraft() = default;

  Bytes bytes_;
  Fingerprint fingerprint_;
  std::string text_;
  std::vector<Acknowledgement> needed_;
  std::vector<SigningJob> jobs_;
};

}  // namespace coldquill
