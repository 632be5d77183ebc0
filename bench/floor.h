// The floor of every work: the calls of libsecp256k1 and nettle that it cannot do without, on the
// same keys and bytes, one after another. Nothing is parsed, decided, shown or copied here.
//
// Keys lie open in this program: they are those of published words.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/crypto/hash.h>
#include <secp256k1.h>

#include <string_view>

namespace coldquill::bench {

struct OpenKey {
  ByteArray<32> secret{};
  ByteArray<33> bytes{};
  secp256k1_pubkey point{};
};

// An extended private key (BIP-0032) from which public steps lead on.
struct Branch {
  OpenKey key;
  ByteArray<32> chain_code{};
};

Branch branch_of(ByteView seed, std::span<const std::uint32_t> path);

// One step: HMAC-SHA512, the sum, the public key.
OpenKey child(const Branch& branch, std::uint32_t step);
// The same from the public half alone.
ByteArray<33> public_child(const Branch& branch, std::uint32_t step);

void seed_of_words(std::string_view words, std::span<std::uint8_t, 64> out);

Digest32 sha256_twice(ByteView bytes);
Digest20 key_hash(const ByteArray<33>& key);
Digest32 keccak(ByteView bytes);

// With low r, then verified. r || s.
ByteArray<64> ecdsa_checked(const OpenKey& key, const Digest32& digest);
// r || s || recovery id, then the key recovered and compared: that alone checks the id too.
ByteArray<65> recoverable_checked(const OpenKey& key, const Digest32& digest);
// By the key at this step, tweaked as in BIP-0341, then verified.
ByteArray<64> taproot_checked(const Branch& branch, std::uint32_t step, const Digest32& digest);

}  // namespace coldquill::bench
