// Signing jobs: which key signs which digest in which scheme.
#pragma once

#include <coldquill/crypto/curve.h>
#include <coldquill/keys/key_path.h>

namespace coldquill {

enum class SchemeKind : std::uint8_t {
  ecdsa = 1,              // RFC 6979 nonce, low s, low R as Bitcoin Core grinds it; r || s
  ecdsa_recoverable = 2,  // RFC 6979 nonce, low s, no grinding; r || s || recovery id
  taproot_key_path =
      3,  // BIP-0340 by the key tweaked as in BIP-0341, auxiliary data zero; 64 octets
};

// What a taproot signature is verified against: the x-only output key, which commits to the
// internal key and the root of a script tree, if there is one (BIP-0341).
struct TaprootOutput {
  ByteArray<32> key{};
  std::optional<Digest32> merkle_root{};

  friend bool operator==(const TaprootOutput&, const TaprootOutput&) = default;
};

struct Scheme {
  SchemeKind kind = SchemeKind::ecdsa;
  std::optional<TaprootOutput> output{};  // of taproot_key_path, and of nothing else

  friend bool operator==(const Scheme&, const Scheme&) = default;
};

// A key by its origin from our master key, with the public key that must be found there. A vault
// that derives another one refuses.
struct KeyRef {
  KeyOrigin origin;
  PublicKey public_key;

  friend bool operator==(const KeyRef&, const KeyRef&) = default;
};

struct SigningJob {
  KeyRef key;
  Scheme scheme;
  Digest32 digest;

  friend bool operator==(const SigningJob&, const SigningJob&) = default;
};

// The octets of one signature, in the form its scheme says. Signatures come in the order of jobs.
using Signature = Bytes;

// A signature as the family's format carries it, told to the person and to scripts.
struct CarriedSignature {
  KeyPath path;
  std::string scheme;  // "ecdsa", "schnorr"
  Bytes bytes;         // DER with sighash octet, 64 or 65 octets for taproot, r s v for EVM
};

}  // namespace coldquill
