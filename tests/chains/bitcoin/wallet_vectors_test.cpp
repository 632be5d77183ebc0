// BIP-0049, BIP-0084, BIP-0086: first addresses out of account keys; BIP-0143: signed transactions.
#include <coldquill/base/hex.h>
#include <coldquill/bitcoin/family.h>
#include <coldquill/bitcoin/finalize.h>
#include <gtest/gtest.h>
#include <support/vectors.h>
#include <vault_testing.h>

#include "psbt_builder.h"

namespace coldquill::bitcoin {
namespace {

using coldquill::test::load_vectors;
using coldquill::test::path;
using coldquill::test::unhex;
using nlohmann::json;

// The key ring of a BIP's account, and nothing else.
KeyRing ring_of(const json& cases) {
  KeyRing ring(test::Wallet::abandon().fingerprint());
  for (const json& c : cases) {
    if (c["path"] == "m" || !c.contains("public")) continue;
    ring.add({path(c["path"].get<std::string>()),
              *ExtendedPublicKey::parse(c["public"].get<std::string>())});
  }
  return ring;
}

std::size_t check_addresses(const std::string& name, std::string_view network,
                            std::string_view type) {
  const json cases = load_vectors("bip32/" + name)["cases"];
  const KeyRing ring = ring_of(cases);
  std::size_t run = 0;
  for (const json& c : cases) {
    if (!c.contains("public_key") && !c.contains("address")) continue;
    const auto key = ring.key_at(path(c["path"].get<std::string>()));
    EXPECT_TRUE(key.has_value());
    EXPECT_EQ(to_hex(key->bytes()), c.value("public_key", to_hex(key->bytes())));
    const std::string address = *Bitcoin::address(*key, network, type);
    EXPECT_EQ(address, c.value("address", address));
    ++run;
  }
  return run;
}

TEST(WalletVectors, FirstAddresses) {
  EXPECT_EQ(check_addresses("bip49", "testnet", "p2sh-p2wpkh"), 1u);
  EXPECT_EQ(check_addresses("bip84", "mainnet", "p2wpkh"), 3u);
  EXPECT_EQ(check_addresses("bip86", "mainnet", "p2tr"), 3u);
}

TEST(WalletVectors, AddressRefusesUnknownWords) {
  const PublicKey key = test::Wallet::abandon().key(path("m/84'/0'/0'/0/0"));
  EXPECT_EQ(Bitcoin::address(key, "moon", "p2wpkh").error().reason(), "E_UNKNOWN_NETWORK");
  EXPECT_FALSE(Bitcoin::address(key, "mainnet", "p2wsh").ok());
  for (const Network& network : Bitcoin::networks()) {
    for (const AddressType& type : Bitcoin::address_types()) {
      EXPECT_TRUE(Bitcoin::address(key, network.name, type.name).ok());
    }
  }
}

PublicKey public_key(const Bytes& secret) {
  // A signature with recovery tells the public key of a private one.
  const Digest32 digest = sha256(secret);
  for (int id = 0; id < 4; ++id) {
    const auto signature = vault_testing::sign(SchemeKind::ecdsa_recoverable, secret, digest);
    if (signature[64] == id) {
      return *recover_ecdsa(digest, ByteView(signature).first(64), id);
    }
  }
  ADD_FAILURE();
  return *PublicKey::parse({});
}

// A wallet of one key at a made-up path.
Context context_of(const PublicKey& key, const KeyPath& at) {
  Context context;
  context.keys = KeyRing(KeyFingerprint{{1, 2, 3, 4}});
  context.keys.add({at, ExtendedPublicKey{key, {}}});
  return context;
}

// Signs the input that the last key spends, in a PSBT made from the facts of the vector.
Result<Tx> signed_by(const json& c, const Bytes& secret) {
  const std::size_t last = c["spent"].size() - 1;
  const KeyPath at{hardened(7)};
  const PublicKey key = public_key(secret);
  Psbt psbt = psbt_of(*parse_transaction(unhex(c["unsigned_tx"]), WitnessForm::never));
  const TxOut coin{c["spent"][last]["amount"], unhex(c["spent"][last]["script"])};
  psbt.inputs[last].set({input_type::witness_utxo}, test::utxo_field(coin));
  const Field record = test::PsbtBuilder::record(key, {KeyFingerprint{{1, 2, 3, 4}}, at},
                                                 input_type::bip32_derivation);
  psbt.inputs[last].set(record.key, record.value);
  CQ_TRY(tx, Tx::of(std::move(psbt), Form::psbt));
  CQ_TRY(plan, Bitcoin::resolve(tx, context_of(key, at)));
  std::vector<Signature> signatures;
  for (const SigningJob& job : plan.jobs) {
    signatures.push_back(vault_testing::sign(job.scheme.kind, secret, job.digest));
  }
  return Bitcoin::attach(plan, signatures);
}

TEST(Bip143, SingleKeyInputsAreSignedAsPublished) {
  const json cases = load_vectors("bitcoin/bip143-signed")["cases"];
  ASSERT_EQ(cases.size(), 2u);
  for (const json& c : cases) {
    const std::size_t last = c["spent"].size() - 1;
    const auto tx = signed_by(c, unhex(c["keys"].back()));
    ASSERT_TRUE(tx.ok()) << tx.error().what();
    const auto done = finalize(*tx);
    ASSERT_TRUE(done.back().has_value());
    const auto published = parse_transaction(unhex(c["signed_tx"]), WitnessForm::allowed);
    EXPECT_EQ(done.back()->witness, published->inputs[last].witness);
    EXPECT_EQ(done.back()->script_sig, published->inputs[last].script_sig);
  }
}

}  // namespace
}  // namespace coldquill::bitcoin
