// Extended public keys (BIP-0032).
#pragma once

#include <coldquill/crypto/curve.h>
#include <coldquill/keys/key_path.h>

namespace coldquill {

inline constexpr Reason E_BAD_EXTENDED_KEY{
    "E_BAD_EXTENDED_KEY", Errc::malformed,
    "This is no extended public key: export it again from the wallet."};

// Version bytes of an extended public key: BIP-0032 (xpub, tpub) and SLIP-0132 (ypub, zpub ...).
enum class KeyVersion : std::uint32_t {
  xpub = 0x0488B21E,
  tpub = 0x043587CF,
  ypub = 0x049D7CB2,
  upub = 0x044A5262,
  zpub = 0x04B24746,
  vpub = 0x045F1CF6,
};

struct ExtendedPublicKey {
  PublicKey key;
  ByteArray<32> chain_code;
  std::uint8_t depth = 0;          // 0 for a master key
  std::uint32_t child_number = 0;  // with the hardened bit
  KeyFingerprint parent{};         // zeros for a master key

  [[nodiscard]] KeyFingerprint fingerprint() const;
  // The child of a step that is not hardened. Empty for a hardened step, at depth 255, and for the
  // one step in 2^127 that BIP-0032 declares invalid.
  [[nodiscard]] std::optional<ExtendedPublicKey> child(std::uint32_t step) const;
  [[nodiscard]] std::optional<ExtendedPublicKey> descendant(
      std::span<const std::uint32_t> steps) const;

  // The 78 octets of BIP-0032, Base58Check.
  [[nodiscard]] std::string text(KeyVersion version) const;
  // All version bytes above are accepted, the master rules of BIP-0032 checked.
  // Fails with E_BAD_EXTENDED_KEY.
  static Result<ExtendedPublicKey> parse(std::string_view text);
};

}  // namespace coldquill
