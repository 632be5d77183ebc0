// Public operations on secp256k1. Whatever needs a private key is in src/vault.
#pragma once

#include <coldquill/base/result.h>
#include <coldquill/crypto/hash.h>
#include <secp256k1.h>

#include <compare>
#include <optional>

namespace coldquill {

inline constexpr Reason E_BAD_PUBLIC_KEY{
    "E_BAD_PUBLIC_KEY", Errc::malformed,
    "This is no public key of the curve: export the request again."};

// A point of the curve in its compressed form (33 octets, 02 or 03 first).
class PublicKey {
 public:
  // Compressed only: hybrid and uncompressed forms are refused. Fails with E_BAD_PUBLIC_KEY.
  static Result<PublicKey> parse(ByteView compressed);
  // The same for a point that libsecp256k1 holds already.
  static PublicKey of(const secp256k1_pubkey& point);
  // x || y, as coordinates() gives them: nothing needs to be decompressed, which is slow.
  // Fails with E_BAD_PUBLIC_KEY.
  static Result<PublicKey> from_coordinates(const ByteArray<64>& x_and_y);

  [[nodiscard]] const ByteArray<33>& bytes() const { return bytes_; }
  // The 32 octets of its x coordinate (BIP-0340).
  [[nodiscard]] ByteArray<32> x_only() const { return array_of<32>(ByteView(bytes_).subspan(1)); }
  // x || y, the uncompressed form without its first octet.
  [[nodiscard]] ByteArray<64> coordinates() const;
  [[nodiscard]] Digest20 hash160() const { return coldquill::hash160(bytes_); }
  // point + tweak * G: public child derivation (BIP-0032). Empty when the tweak is not below the
  // group order or the sum is infinity.
  [[nodiscard]] std::optional<PublicKey> plus(const ByteArray<32>& tweak) const;

  friend auto operator<=>(const PublicKey& a, const PublicKey& b) { return a.bytes_ <=> b.bytes_; }
  friend bool operator==(const PublicKey& a, const PublicKey& b) { return a.bytes_ == b.bytes_; }

 private:
  PublicKey(const ByteArray<33>& bytes, const secp256k1_pubkey& point)
      : bytes_(bytes), point_(point) {}
  friend bool verify_ecdsa(const PublicKey&, const Digest32&, ByteView);
  friend std::optional<ByteArray<32>> taproot_output_key(const PublicKey&,
                                                         const std::optional<Digest32>&);

  ByteArray<33> bytes_;
  secp256k1_pubkey point_;  // kept so that no point is decompressed twice
};

// True for a point of the curve in compressed (33 octets) or uncompressed form (65 octets, 04
// first).
bool is_public_key(ByteView key);

// True when the 32 octets are the x coordinate of a point (BIP-0340 lift_x).
bool is_x_only_key(ByteView x_only);

// H_TapTweak(p || root), what an internal key is tweaked by (BIP-0341).
Digest32 taproot_tweak(ByteView internal_x_only, const std::optional<Digest32>& merkle_root);

// The taproot output key of an internal key (BIP-0341): x of lift_x(p) + H_TapTweak(p || root) * G.
// Without a root the output commits to no script. Empty when p is no x coordinate.
std::optional<ByteArray<32>> taproot_output_key(ByteView internal_x_only,
                                                const std::optional<Digest32>& merkle_root);
// The same for an internal key that is at hand as a point.
std::optional<ByteArray<32>> taproot_output_key(const PublicKey& internal,
                                                const std::optional<Digest32>& merkle_root);

// ECDSA over the digest; the signature as r || s, 64 octets, low s only (BIP-0146).
bool verify_ecdsa(const PublicKey& key, const Digest32& digest, ByteView compact);
// BIP-0340 over a message of any length; 64 octets.
bool verify_schnorr(const ByteArray<32>& x_only, ByteView message, ByteView signature);
// True for r || s with s in the lower half (BIP-0146, EIP-2), both below the group order.
bool has_low_s(ByteView compact);
// The key that made a recoverable signature, of either s; recovery id 0 to 3. Whatever key it gives
// is one that the signature verifies with.
std::optional<PublicKey> recover_ecdsa(const Digest32& digest, ByteView compact, int recovery_id);

// Strict DER of r || s, as in BIP-0066, without a sighash octet.
Bytes der_of_compact(ByteView compact);
// The way back: strict DER and low s only. Empty for everything else.
std::optional<ByteArray<64>> compact_of_der(ByteView der);

}  // namespace coldquill
