#include "vault_testing.h"

#include <coldquill/base/writer.h>
#include <coldquill/codec/base58.h>
#include <secp256k1.h>

#include "../access.h"
#include "../entropy.h"
#include "../private_key.h"
#include "../sign.h"
#include "../wallet_body.h"
#include "../wallet_image.h"

namespace coldquill::vault_testing {
namespace {

std::string private_text(const ExtendedPrivateKey& key, std::uint32_t version) {
  const ExtendedPublicKey& its = key.public_key();
  Writer out;
  out.u32be(version).u8(its.depth).bytes(its.parent.bytes).u32be(its.child_number);
  out.bytes(its.chain_code).u8(0).bytes(key.secret(VaultAccess{}));
  return base58check_encode(out.view());
}

}  // namespace

SecretBytes secret_of(std::string_view text) {
  return secret_of(view_of(text));
}
SecretBytes secret_of(ByteView bytes) {
  return {bytes, VaultAccess{}};
}
SecretBytes zeros(std::size_t size) {
  return {size, VaultAccess{}};
}
const void* address_of(const SecretBytes& secret) {
  return secret.view(VaultAccess{}).data();
}
Bytes contents_of(const SecretBytes& secret) {
  return to_bytes(secret.view(VaultAccess{}));
}
std::string text_of_secret(const SecretBytes& secret) {
  return std::string(text_of(secret.view(VaultAccess{})));
}

std::string words_of_entropy(ByteView entropy) {
  return text_of_secret(coldquill::words_of_entropy(secret_of(entropy)));
}

std::optional<Bytes> entropy_of_words(std::string_view words) {
  const auto entropy = coldquill::entropy_of_words(secret_of(words));
  if (!entropy) return {};
  return contents_of(*entropy);
}

std::optional<ExtendedTexts> derive(ByteView seed, const KeyPath& path,
                                    std::uint32_t private_version, KeyVersion public_version) {
  const auto master = ExtendedPrivateKey::master(seed);
  const auto key = master ? master->descendant(path) : std::nullopt;
  if (!key) return {};
  return ExtendedTexts{private_text(*key, private_version), key->public_key().text(public_version),
                       to_bytes(key->secret(VaultAccess{}))};
}

bool is_private_key(ByteView secret) {
  return public_key_of(secret).has_value();
}

Scheme scheme_of(SchemeKind kind, const PublicKey& key, const std::optional<Digest32>& root) {
  if (kind != SchemeKind::taproot_key_path) return {kind};
  const auto output = taproot_output_key(key, root);
  COLDQUILL_ASSERT(output.has_value());
  return {kind, TaprootOutput{*output, root}};
}

Signature sign(SchemeKind kind, ByteView secret, const Digest32& digest,
               const std::optional<Digest32>& root) {
  const auto key = public_key_of(secret);
  COLDQUILL_ASSERT(key.has_value());
  auto signature = sign_job(secret, {{{}, *key}, scheme_of(kind, *key, root), digest});
  return *std::move(signature);
}

Result<Signature> sign_for(const SigningJob& job, ByteView secret) {
  return sign_job(secret, job);
}

Bytes sign_schnorr(ByteView secret, ByteView message, const ByteArray<32>& auxiliary) {
  return coldquill::sign_schnorr(secret, message, auxiliary);
}

Bytes taproot_secret(ByteView secret, const std::optional<Digest32>& merkle_root) {
  const auto key = public_key_of(secret);
  COLDQUILL_ASSERT(key.has_value());
  const auto out = coldquill::taproot_secret(secret, *key, merkle_root);
  return out ? contents_of(*out) : Bytes();
}

bool verifies(const SigningJob& job, ByteView signature) {
  return coldquill::verifies(job, signature);
}

ByteArray<32> nonce(ByteView secret, const Digest32& digest, unsigned attempt) {
  ByteArray<32> out{};
  secp256k1_nonce_function_rfc6979(out.data(), digest.data(), secret.data(), nullptr, nullptr,
                                   attempt);
  return out;
}

SecretBytes wallet_key(ByteView file, std::string_view password) {
  const auto image = WalletImage::parse(file);
  auto key = password_key(secret_of(password), image->header.cost, image->header.salt);
  return *std::move(key);
}

Result<void> open_wallet(ByteView file, const SecretBytes& key) {
  CQ_TRY(image, WalletImage::parse(file));
  CQ_TRY(clear, image.open(key));
  CQ_CHECK(read_body(clear));
  return {};
}

}  // namespace coldquill::vault_testing
