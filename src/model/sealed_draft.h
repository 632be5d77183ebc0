// SealedDraft: review text and signing jobs as one fixed layout of bytes.
//
// This is the seam between whoever decodes requests and whoever holds keys: the process with the
// keys reads these bytes with the few dozen lines of open(), and never sees a payload.
//
//   "CQSD" 02                                     what this is
//   fingerprint            32 octets
//   text                   u32be length, UTF-8
//   acknowledgements       u8 count; each u8 length, reason id
//   jobs                   u32be count; each:
//     scheme               u8 SchemeKind
//                          u8 0, or 1 and output key (32), or 2 and output key, merkle root (32)
//     key                  fingerprint (4), u8 depth, depth * u32be, x and y of the public key (64)
//     digest               32 octets
#pragma once

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

class SealedDraft {
 public:
  // Fails with E_MALFORMED, E_TRUNCATED or E_TRAILING_DATA.
  static Result<SealedDraft> open(Bytes bytes);
  // The bytes of a draft with these parts.
  static Bytes seal(const Fingerprint& fingerprint, std::string_view text,
                    std::span<const std::string> acknowledgements,
                    std::span<const SigningJob> jobs);

  [[nodiscard]] const Bytes& bytes() const { return bytes_; }
  [[nodiscard]] const Fingerprint& fingerprint() const { return fingerprint_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::vector<std::string>& acknowledgements() const { return needed_; }
  [[nodiscard]] const std::vector<SigningJob>& jobs() const { return jobs_; }
  // Computed over the bytes, each time.
  [[nodiscard]] ConsentId consent_id() const { return {sha256(bytes_)}; }

 private:
  SealedDraft() = default;

  Bytes bytes_;
  Fingerprint fingerprint_;
  std::string text_;
  std::vector<std::string> needed_;
  std::vector<SigningJob> jobs_;
};

}  // namespace coldquill
