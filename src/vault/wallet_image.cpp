#include "wallet_image.h"

#include <coldquill/base/reader.h>
#include <coldquill/base/writer.h>
#include <coldquill/crypto/random.h>

#include "sodium.h"

namespace coldquill {
namespace {

constexpr std::string_view magic = "COLDQUILL";
constexpr std::uint8_t version = 1;
constexpr std::uint8_t xchacha20_poly1305 = 1;
constexpr std::uint8_t has_public_part = 1;
constexpr std::size_t key_size = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t step = 4096;

using Nonce = ByteArray<crypto_aead_xchacha20poly1305_ietf_NPUBBYTES>;

Bytes seal(ByteView clear, ByteView beside, const Nonce& nonce, const SecretBytes& key) {
  Bytes out(clear.size() + tag_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data(), nullptr, clear.data(), clear.size(),
                                             beside.data(), beside.size(), nullptr, nonce.data(),
                                             key.view(VaultAccess{}).data());
  return out;
}

std::optional<SecretBytes> unseal(ByteView sealed, ByteView beside, const Nonce& nonce,
                                  const SecretBytes& key) {
  if (sealed.size() < tag_size) return {};
  SecretBytes out(sealed.size() - tag_size, VaultAccess{});
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          out.bytes(VaultAccess{}).data(), nullptr, nullptr, sealed.data(), sealed.size(),
          beside.data(), beside.size(), nonce.data(), key.view(VaultAccess{}).data()) != 0) {
    return {};
  }
  return out;
}

// XChaCha20-Poly1305 alone does not bind a key: a file could be made that opens with two.
ByteArray<32> commitment_of(const SecretBytes& key) {
  constexpr std::string_view domain = "coldquill wallet key commitment 1";
  ByteArray<32> out{};
  const ByteView octets = key.view(VaultAccess{});
  crypto_generichash(out.data(), out.size(), view_of(domain).data(), domain.size(), octets.data(),
                     octets.size());
  return out;
}

Bytes write_header(const WalletHeader& header, std::size_t body, std::size_t public_part) {
  Writer out;
  out.text(magic).u8(version).u8(public_part > 0 ? has_public_part : 0).u8(xchacha20_poly1305);
  out.u32be(header.cost.memory_kib).u32be(header.cost.passes).u8(1).bytes(header.salt);
  out.bytes(header.id).u64be(header.generation).bytes(header.commitment);
  out.bytes(header.key_nonce).bytes(header.body_nonce);
  out.u32be(static_cast<std::uint32_t>(body)).u32be(static_cast<std::uint32_t>(public_part));
  return std::move(out).take();
}

struct Lengths {
  std::uint8_t flags;
  std::uint32_t body;
  std::uint32_t public_part;

  [[nodiscard]] bool good() const {
    return body <= largest_wallet_part + tag_size && body > tag_size &&
           (body - tag_size) % step == 0 && public_part <= largest_wallet_part &&
           (public_part > 0) == (flags == has_public_part);
  }
};

WalletHeader read_header(Reader& in, Lengths& lengths) {
  WalletHeader header;
  in.require(text_of(in.bytes(magic.size())) == magic, E_WALLET_FORMAT, "this is no wallet file");
  in.require(in.u8() == version, E_WALLET_FORMAT, "a version that this program does not know");
  lengths.flags = in.u8();
  const bool known = in.u8() == xchacha20_poly1305 && lengths.flags <= has_public_part;
  in.require(known, E_WALLET_FORMAT, "flags or a cipher that this program does not know");
  header.cost.memory_kib = in.u32be();
  header.cost.passes = in.u32be();
  in.require(in.u8() == 1, E_WALLET_KDF, "password hash with several lanes");
  header.salt = in.array<16>();
  header.id = in.array<16>();
  header.generation = in.u64be();
  header.commitment = in.array<32>();
  header.key_nonce = in.array<24>();
  header.body_nonce = in.array<24>();
  lengths.body = in.u32be();
  lengths.public_part = in.u32be();
  return header;
}

// What the body's tag covers beside the body.
Bytes around_body(const WalletImage& image) {
  Writer out;
  out.bytes(image.header_bytes).bytes(image.wrapped_key).bytes(image.public_part);
  return std::move(out).take();
}

}  // namespace

Result<WalletImage> WalletImage::parse(ByteView file) {
  Reader in(file);
  in.field("wallet file");
  Lengths lengths{};
  WalletImage image;
  image.header = read_header(in, lengths);
  image.header_bytes = to_bytes(file.first(std::min(in.offset(), file.size())));
  in.require(lengths.good(), E_WALLET_FORMAT, "lengths that no wallet file has");
  image.wrapped_key = to_bytes(in.bytes(key_size + tag_size));
  image.body = to_bytes(in.bytes(lengths.body));
  image.public_part = to_bytes(in.bytes(lengths.public_part));
  if (const auto end = in.finish(); !end) {
    if (end.error().reason() == E_WALLET_KDF.id) return end.error();
    return Error(E_WALLET_FORMAT, end.error().what());
  }
  CQ_CHECK(check_cost(image.header.cost));
  return image;
}

Result<SecretBytes> WalletImage::open(const SecretBytes& password_key) const {
  const Error wrong(E_WALLET_PASSWORD, "the password is wrong, or the file was changed");
  const ByteArray<32> commitment = commitment_of(password_key);
  if (sodium_memcmp(commitment.data(), header.commitment.data(), commitment.size()) != 0) {
    return wrong;
  }
  const auto key = unseal(wrapped_key, header_bytes, header.key_nonce, password_key);
  if (!key) return wrong;
  auto clear = unseal(body, around_body(*this), header.body_nonce, *key);
  if (!clear) return wrong;
  return *std::move(clear);
}

Bytes seal_wallet(WalletHeader header, const SecretBytes& password_key, const SecretBytes& body,
                  ByteView public_part) {
  const bool good_size = body.size() % step == 0 && body.size() <= largest_wallet_part &&
                         public_part.size() <= largest_wallet_part;
  COLDQUILL_ASSERT(good_size);
  SecretBytes key(key_size, VaultAccess{});
  fill_random(key.bytes(VaultAccess{}));
  fill_random(header.key_nonce);
  fill_random(header.body_nonce);
  header.commitment = commitment_of(password_key);
  WalletImage image;
  image.header_bytes = write_header(header, body.size() + tag_size, public_part.size());
  image.wrapped_key =
      seal(key.view(VaultAccess{}), image.header_bytes, header.key_nonce, password_key);
  image.public_part = to_bytes(public_part);
  image.body = seal(body.view(VaultAccess{}), around_body(image), header.body_nonce, key);
  Writer out;
  out.bytes(image.header_bytes).bytes(image.wrapped_key).bytes(image.body).bytes(public_part);
  return std::move(out).take();
}

}  // namespace coldquill
