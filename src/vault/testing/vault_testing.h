// Doors into the vault that only tests have: raw keys, secrets as plain octets, intermediate
// values. No program links this; a test reads the build files to make sure.
#pragma once

#include <coldquill/keys/extended_key.h>
#include <coldquill/model/signing.h>
#include <coldquill/vault/secret.h>

namespace coldquill::vault_testing {

SecretBytes secret_of(std::string_view text);
SecretBytes secret_of(ByteView bytes);
SecretBytes zeros(std::size_t size);
// Where its octets lie, for tests that try to read them from elsewhere.
const void* address_of(const SecretBytes& secret);
Bytes contents_of(const SecretBytes& secret);
std::string text_of_secret(const SecretBytes& secret);

// Entropy as words, and back (empty when the words are refused).
std::string words_of_entropy(ByteView entropy);
std::optional<Bytes> entropy_of_words(std::string_view words);

// A key below a raw seed, as BIP-0032 prints it.
struct ExtendedTexts {
  std::string private_text;
  std::string public_text;
  Bytes private_key;
};
std::optional<ExtendedTexts> derive(ByteView seed, const KeyPath& path,
                                    std::uint32_t private_version = 0x0488ADE4,
                                    KeyVersion public_version = KeyVersion::xpub);
// True when 32 octets are a private key of the curve.
bool is_private_key(ByteView secret);

// With the taproot output of this key where the kind calls for one.
Scheme scheme_of(SchemeKind kind, const PublicKey& key, const std::optional<Digest32>& root = {});
// A digest signed with a raw key, in the form of its scheme; verified like every other signature.
Signature sign(SchemeKind kind, ByteView secret, const Digest32& digest,
               const std::optional<Digest32>& root = {});
// The same for a job whose public key need not be that of the secret.
Result<Signature> sign_for(const SigningJob& job, ByteView secret);
Bytes sign_schnorr(ByteView secret, ByteView message, const ByteArray<32>& auxiliary);
Bytes taproot_secret(ByteView secret, const std::optional<Digest32>& merkle_root);
// What the vault asks of a signature before it gives it out.
bool verifies(const SigningJob& job, ByteView signature);

// The attempt-th nonce (from 0) of RFC 6979 3.2, step h.
ByteArray<32> nonce(ByteView secret, const Digest32& digest, unsigned attempt);

// The key that a wallet file's password gives, and whether the file opens with that key: the part
// behind the password hash, so that a test can try many files.
SecretBytes wallet_key(ByteView file, std::string_view password);
Result<void> open_wallet(ByteView file, const SecretBytes& key);

}  // namespace coldquill::vault_testing
