#include "wallet_body.h"

#include <coldquill/base/reader.h>
#include <coldquill/base/text.h>
#include <coldquill/base/writer.h>
#include <coldquill/vault/secret_input.h>

namespace coldquill {
namespace {

constexpr std::size_t step = 4096;
constexpr std::size_t longest_name = 64;
constexpr std::size_t most_accounts = 64;

// Octets put one after another into secret memory of a known size.
class SecretWriter {
 public:
  explicit SecretWriter(std::size_t size) : room_(size, VaultAccess{}) {}
  void put(ByteView bytes) {
    const auto rest = room_.bytes(VaultAccess{}).subspan(at_);
    COLDQUILL_ASSERT(bytes.size() <= rest.size());
    std::ranges::copy(bytes, rest.begin());
    at_ += bytes.size();
  }
  void put(const SecretBytes& secret) { put(secret.view(VaultAccess{})); }
  SecretBytes take() && { return std::move(room_); }

 private:
  SecretBytes room_;
  std::size_t at_ = 0;
};

void write_account(Writer& out, const AccountKey& account) {
  out.u8(static_cast<std::uint8_t>(account.path.size()));
  for (const auto at : account.path) out.u32be(at);
  out.bytes(account.key.parent.bytes).bytes(account.key.chain_code).bytes(account.key.key.bytes());
}

void write_entry(Writer& out, const WalletEntry& entry) {
  out.u8(static_cast<std::uint8_t>(entry.name.size())).text(entry.name);
  out.u64be(entry.created).bytes(entry.fingerprint.bytes);
  out.u8(static_cast<std::uint8_t>(entry.accounts.size()));
  for (const AccountKey& account : entry.accounts) write_account(out, account);
}

void read_account(Reader& in, std::vector<AccountKey>& accounts) {
  KeyPath path;
  const std::uint8_t depth = in.u8();
  for (unsigned i = 0; i < depth && in.ok(); ++i) path.push_back(in.u32be());
  const KeyFingerprint parent{in.array<4>()};
  const auto chain_code = in.array<32>();
  const auto key = PublicKey::parse(in.bytes(33));
  if (!in.require(key.ok(), E_WALLET_FORMAT, "an account without a public key")) return;
  const std::uint32_t child_number = path.empty() ? 0 : path.back();
  accounts.push_back({std::move(path), {*key, chain_code, depth, child_number, parent}});
}

WalletEntry read_entry(Reader& in) {
  WalletEntry entry;
  entry.name = std::string(text_of(in.bytes(in.u8())));
  in.require(check_name(entry.name).ok(), E_WALLET_FORMAT, "a name that no entry can have");
  entry.created = in.u64be();
  entry.fingerprint = {in.array<4>()};
  const std::uint8_t accounts = in.u8();
  in.require(accounts <= most_accounts, E_WALLET_FORMAT, "too many account keys");
  for (unsigned i = 0; i < accounts && in.ok(); ++i) read_account(in, entry.accounts);
  return entry;
}

std::size_t size_of(const StoredSeed& seed) {
  return 2 + seed.entropy.size() + (seed.passphrase ? 2 + seed.passphrase->size() : 0);
}

std::size_t size_of(const WalletBody& body, const Bytes& public_part) {
  std::size_t size = 12 + public_part.size();
  for (const StoredSeed& seed : body.seeds) size += size_of(seed);
  return (size + step - 1) / step * step;
}

void write_seed(SecretWriter& out, const StoredSeed& seed) {
  out.put(ByteArray<1>{static_cast<std::uint8_t>(seed.entropy.size())});
  out.put(seed.entropy);
  out.put(ByteArray<1>{static_cast<std::uint8_t>(seed.passphrase ? 1 : 0)});
  if (!seed.passphrase) return;
  out.put(Writer().u16be(static_cast<std::uint16_t>(seed.passphrase->size())).view());
  out.put(*seed.passphrase);
}

StoredSeed read_seed(Reader& in) {
  StoredSeed seed;
  const ByteView entropy = in.bytes(in.u8());
  const bool good = entropy.size() >= 16 && entropy.size() <= 32 && entropy.size() % 4 == 0;
  in.require(good, E_WALLET_FORMAT, "a seed of an odd size");
  seed.entropy = SecretBytes(entropy, VaultAccess{});
  const std::uint8_t with_passphrase = in.u8();
  in.require(with_passphrase <= 1, E_WALLET_FORMAT, "an unknown mark");
  if (with_passphrase == 1) seed.passphrase = SecretBytes(in.bytes(in.u16be()), VaultAccess{});
  return seed;
}

Error broken(const Error& error) {
  return {E_WALLET_FORMAT, error.what(), error.where()};
}

}  // namespace

Result<void> check_name(const std::string& name) {
  if (name.empty() || name.size() > longest_name || !is_plain_text(view_of(name))) {
    return Error(E_WALLET_NAME, "a name has 1 to 64 bytes of plain text", escape_text(name));
  }
  return {};
}

Bytes write_public_part(const std::vector<WalletEntry>& entries) {
  Writer out;
  out.u8(static_cast<std::uint8_t>(entries.size()));
  for (const WalletEntry& entry : entries) write_entry(out, entry);
  return std::move(out).take();
}

SecretBytes write_body(const WalletBody& body) {
  const Bytes public_part = write_public_part(body.entries);
  SecretWriter out(size_of(body, public_part));
  Writer front;
  front.u64be(body.saved).u32be(static_cast<std::uint32_t>(public_part.size()));
  out.put(front.view());
  out.put(public_part);
  for (const StoredSeed& seed : body.seeds) write_seed(out, seed);
  return std::move(out).take();
}

Result<std::vector<WalletEntry>> read_public_part(ByteView bytes) {
  Reader in(bytes);
  in.field("entries");
  std::vector<WalletEntry> entries;
  const std::uint8_t count = in.u8();
  in.require(count <= most_entries, E_WALLET_FORMAT, "too many entries");
  for (unsigned i = 0; i < count && in.ok(); ++i) entries.push_back(read_entry(in));
  if (const auto end = in.finish(); !end) return broken(end.error());
  return entries;
}

Result<WalletBody> read_body(const SecretBytes& clear) {
  Reader in(clear.view(VaultAccess{}));
  in.field("wallet body");
  WalletBody body;
  body.saved = in.u64be();
  CQ_TRY(entries, read_public_part(in.bytes(in.u32be())));
  body.entries = std::move(entries);
  for (std::size_t i = 0; i < body.entries.size() && in.ok(); ++i) {
    body.seeds.push_back(read_seed(in));
  }
  const bool padded = std::ranges::all_of(in.rest(), [](auto octet) { return octet == 0; });
  in.require(padded, E_WALLET_FORMAT, "something behind the last entry");
  if (const auto end = in.finish(); !end) return broken(end.error());
  return body;
}

}  // namespace coldquill
