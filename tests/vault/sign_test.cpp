#include <coldquill/base/hex.h>
#include <coldquill/model/request.h>
#include <coldquill/vault/vault.h>
#include <gtest/gtest.h>
#include <support/vectors.h>
#include <vault_testing.h>

namespace coldquill {
namespace {

using namespace vault_testing;
using nlohmann::json;
using test::unhex;

// ---- What the vault takes, proved while this compiles.

template <class V, class T>
concept Signs = requires(const V& vault, T&& thing) {
  vault.sign(std::forward<T>(thing));
};

static_assert(Signs<Vault, const Approved&>);
static_assert(!Signs<Vault, const Digest32&>);
static_assert(!Signs<Vault, const Draft&>);
static_assert(!Signs<Vault, const SealedDraft&>);
static_assert(!Signs<Vault, const SigningJob&>);
static_assert(!Signs<Vault, const std::vector<SigningJob>&>);
static_assert(!Signs<Vault, const Bytes&>);
static_assert(!Signs<Vault, ByteView>);
static_assert(!Signs<Vault, std::string>);

static_assert(!std::is_default_constructible_v<Draft> && !std::is_copy_constructible_v<Draft> &&
              !std::is_copy_assignable_v<Draft>);
static_assert(!std::is_constructible_v<Draft, Review, const Fingerprint&, std::vector<SigningJob>,
                                       std::unique_ptr<const DraftBody>>);
static_assert(!std::is_default_constructible_v<Approved> &&
              !std::is_copy_constructible_v<Approved> && !std::is_copy_assignable_v<Approved>);
static_assert(!std::is_constructible_v<Approved, SealedDraft> &&
              !std::is_constructible_v<Approved, SealedDraft, const ConsentId&>);
static_assert(!std::is_default_constructible_v<SealedDraft>);
static_assert(!std::is_default_constructible_v<Vault> && !std::is_copy_constructible_v<Vault> &&
              !std::is_copy_assignable_v<Vault>);

// ---- Approved drafts made of jobs.

const std::string words =
    "legal winner thank year wave sausage worth useful legal winner thank yellow";

Vault open_vault() {
  return *Vault::from_words(secret_of(words));
}

SigningJob job_at(const Vault& vault, const std::string& path, SchemeKind kind = SchemeKind::ecdsa,
                  const std::optional<Digest32>& root = {}) {
  const KeyPath steps = *parse_path(path);
  const PublicKey key = vault.account_key(steps)->key.key;
  return {{{vault.master_fingerprint(), steps}, key},
          scheme_of(kind, key, root),
          sha256(view_of(path))};
}

Approved approve(const std::vector<SigningJob>& jobs) {
  auto draft = SealedDraft::open(SealedDraft::seal({}, "a review", {}, jobs));
  const Consent consent{draft->consent_id(), {}};
  return *Approved::give(*std::move(draft), consent);
}

std::string refusal(const std::vector<SigningJob>& jobs) {
  const auto signatures = open_vault().sign(approve(jobs));
  return signatures ? "signed" : std::string(signatures.error().reason());
}

TEST(Vault, SignsEveryJobInItsSchemeAndOrder) {
  const Vault vault = open_vault();
  using enum SchemeKind;
  const std::vector<SigningJob> jobs{
      job_at(vault, "m/84'/0'/0'/0/0"), job_at(vault, "m/44'/60'/0'/0/0", ecdsa_recoverable),
      job_at(vault, "m/86'/0'/0'/0/7", taproot_key_path),
      job_at(vault, "m/86'/0'/0'/1/7", taproot_key_path, sha256(view_of("a tree")))};
  const auto signatures = vault.sign(approve(jobs));
  ASSERT_TRUE(signatures.ok());
  ASSERT_EQ(signatures->size(), jobs.size());
  const auto& key = jobs[0].key.public_key;
  EXPECT_TRUE(verify_ecdsa(key, jobs[0].digest, (*signatures)[0]));
  EXPECT_LT((*signatures)[0][0], 0x80);
  const Bytes& second = (*signatures)[1];
  ASSERT_EQ(second.size(), 65u);
  EXPECT_EQ(recover_ecdsa(jobs[1].digest, ByteView(second).first(64), second[64]),
            jobs[1].key.public_key);
  for (const std::size_t i : {2u, 3u}) {
    const auto output =
        taproot_output_key(jobs[i].key.public_key.x_only(), jobs[i].scheme.output->merkle_root);
    EXPECT_TRUE(verify_schnorr(*output, jobs[i].digest, (*signatures)[i]));
  }
  // The same again, octet for octet: another implementation can check it.
  EXPECT_EQ(*open_vault().sign(approve(jobs)), *signatures);
}

TEST(Vault, OneWrongJobAndNothingIsGivenOut) {
  const Vault vault = open_vault();
  const SigningJob good = job_at(vault, "m/84'/0'/0'/0/0");
  EXPECT_EQ(refusal({good}), "signed");

  SigningJob other_key = good;
  other_key.key.public_key = job_at(vault, "m/84'/0'/0'/0/1").key.public_key;
  EXPECT_EQ(refusal({good, other_key}), "E_KEY_MISMATCH");

  // The same x coordinate, the other point.
  SigningJob mirrored = good;
  Bytes point = to_bytes(good.key.public_key.bytes());
  point[0] ^= 1;
  mirrored.key.public_key = *PublicKey::parse(point);
  EXPECT_EQ(refusal({mirrored}), "E_KEY_MISMATCH");

  SigningJob other_path = good;
  other_path.key.origin.path.back() = 9;
  EXPECT_EQ(refusal({good, other_path}), "E_KEY_MISMATCH");

  SigningJob foreign = good;
  foreign.key.origin.fingerprint.bytes[0] ^= 1;
  EXPECT_EQ(refusal({foreign, good}), "E_NOT_OUR_KEY");
  foreign.key.origin.fingerprint = {};
  EXPECT_EQ(refusal({foreign}), "E_NOT_OUR_KEY");

  SigningJob with_output = good;
  with_output.scheme.output = TaprootOutput{};
  EXPECT_EQ(refusal({good, with_output}), "E_MALFORMED");
  SigningJob without = good;
  without.scheme.kind = SchemeKind::taproot_key_path;
  EXPECT_EQ(refusal({good, without}), "E_MALFORMED");

  // A taproot job is for one output: with another tree, key or parity there is no signature.
  const SigningJob taproot = job_at(vault, "m/86'/0'/0'/0/7", SchemeKind::taproot_key_path);
  EXPECT_EQ(refusal({taproot}), "signed");
  SigningJob other_tree = taproot;
  other_tree.scheme.output->merkle_root = good.digest;
  EXPECT_EQ(refusal({other_tree}), "E_SIGNATURE_FAULT");
  SigningJob other_output = taproot;
  other_output.scheme.output->key =
      job_at(vault, "m/86'/0'/0'/0/8", SchemeKind::taproot_key_path).scheme.output->key;
  EXPECT_EQ(refusal({other_output}), "E_SIGNATURE_FAULT");
  SigningJob other_parity = taproot;
  point = to_bytes(taproot.key.public_key.bytes());
  point[0] ^= 1;
  other_parity.key.public_key = *PublicKey::parse(point);
  EXPECT_EQ(refusal({other_parity}), "E_KEY_MISMATCH");
}

TEST(Vault, SignsOnlyWhatWasConsentedTo) {
  const Vault vault = open_vault();
  Approved approved = approve({job_at(vault, "m/84'/0'/0'/0/0")});
  const Approved taken = std::move(approved);
  EXPECT_TRUE(vault.sign(taken).ok());
  EXPECT_EQ(vault.sign(approved).error().reason(), "E_OTHER_CONSENT");  // NOLINT: emptied above
}

TEST(Vault, PassphraseMakesAnotherWallet) {
  const SecretBytes passphrase = secret_of("TREZOR");
  const auto vault = Vault::from_words(secret_of(words), &passphrase);
  EXPECT_NE(vault->master_fingerprint(), open_vault().master_fingerprint());
  const auto foreign = vault->sign(approve({job_at(open_vault(), "m/84'/0'/0'/0/0")}));
  EXPECT_EQ(foreign.error().reason(), "E_NOT_OUR_KEY");
}

// S05: what is checked before a signature leaves. One bit of signature, digest or key, and it
// stays.
TEST(Vault, ChecksThatRunBeforeReleaseCatchEveryFlippedBit) {
  const Vault vault = open_vault();
  for (const SchemeKind kind :
       {SchemeKind::ecdsa, SchemeKind::ecdsa_recoverable, SchemeKind::taproot_key_path}) {
    const SigningJob job = job_at(vault, "m/86'/0'/0'/0/3", kind);
    const Signature signature = (*vault.sign(approve({job})))[0];
    ASSERT_TRUE(verifies(job, signature));
    for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
      Signature flipped = signature;
      flipped[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
      EXPECT_FALSE(verifies(job, flipped)) << bit;
    }
    SigningJob other = job;
    other.digest[31] ^= 1;
    EXPECT_FALSE(verifies(other, signature));
    other = job;
    other = job_at(vault, "m/86'/0'/0'/0/4", kind);
    other.digest = job.digest;
    EXPECT_FALSE(verifies(other, signature));
  }
}

// S05: and they do run. A key that went wrong on its way gives nothing out, in no scheme.
TEST(Vault, ASignatureThatDoesNotVerifyIsNotGivenOut) {
  Bytes secret(32, 0x11);
  const Digest32 digest = sha256(view_of("digest"));
  const Vault vault = open_vault();
  for (const SchemeKind kind :
       {SchemeKind::ecdsa, SchemeKind::ecdsa_recoverable, SchemeKind::taproot_key_path}) {
    SigningJob job = job_at(vault, "m/86'/0'/0'/0/3", kind);
    job.digest = digest;
    const auto signature = sign_for(job, secret);
    ASSERT_FALSE(signature.ok());
    EXPECT_EQ(signature.error().reason(), "E_SIGNATURE_FAULT");
  }
}

// ---- Signatures as published.

TEST(Rfc6979, NoncesOfBothFiles) {
  std::size_t nonces = 0;
  for (const char* file : {"rfc6979/bitcoinjs", "rfc6979/trezor"}) {
    const json cases = test::load_vectors(file)["cases"];
    for (const json& one : cases) {
      const Digest32 digest = sha256(view_of(one["message"].get<std::string>()));
      if (one.contains("digest")) {
        EXPECT_EQ(to_hex(digest), one["digest"]);
      }
      for (const auto& [attempt, expected] : one["nonces"].items()) {
        const auto attempts = static_cast<unsigned>(std::stoul(attempt));
        EXPECT_EQ(to_hex(nonce(unhex(one["key"]), digest, attempts)), expected);
        ++nonces;
      }
    }
  }
  EXPECT_EQ(nonces, 7u + 10u * 3u + 7u);
}

TEST(Rfc6979, SignaturesAsPublished) {
  const json cases = test::load_vectors("rfc6979/bitcoinjs")["cases"];
  std::size_t signatures = 0;
  for (const json& one : cases) {
    if (!one.contains("r")) continue;
    const Digest32 digest = sha256(view_of(one["message"].get<std::string>()));
    const Bytes key = unhex(one["key"]);
    const Bytes plain = sign(SchemeKind::ecdsa_recoverable, key, digest);
    EXPECT_EQ(to_hex(ByteView(plain).first(64)),
              one["r"].get<std::string>() + one["s"].get<std::string>());
    // Grinding changes nothing where r is low already.
    const Bytes ground = sign(SchemeKind::ecdsa, key, digest);
    EXPECT_LT(ground[0], 0x80);
    if (plain[0] < 0x80) {
      EXPECT_EQ(to_hex(ground), to_hex(ByteView(plain).first(64)));
    }
    ++signatures;
  }
  EXPECT_EQ(signatures, 7u);
}

TEST(Bip340, SignatureRows) {
  const json cases = test::load_vectors("taproot/bip340")["cases"];
  std::size_t rows = 0;
  for (const json& one : cases) {
    if (one["key"] == "") continue;
    EXPECT_EQ(to_hex(sign_schnorr(unhex(one["key"]), unhex(one["message"]),
                                  array_of<32>(unhex(one["auxiliary"])))),
              one["signature"])
        << one["index"];
    ++rows;
  }
  EXPECT_EQ(rows, 8u);
}

TEST(Bip341, KeyPathSpending) {
  const json cases = test::load_vectors("taproot/bip341")["cases"];
  std::size_t inputs = 0;
  for (const json& transaction : cases) {
    for (const json& one : transaction["inputs"]) {
      std::optional<Digest32> root;
      if (!one["merkle_root"].is_null()) root = array_of<32>(unhex(one["merkle_root"]));
      const Bytes key = unhex(one["key"]);
      EXPECT_EQ(to_hex(taproot_secret(key, root)), one["output_private_key"]);
      Bytes signature =
          sign(SchemeKind::taproot_key_path, key, array_of<32>(unhex(one["digest"])), root);
      if (one["hash_type"] != 0) signature.push_back(one["hash_type"].get<std::uint8_t>());
      EXPECT_EQ(to_hex(signature), one["witness"][0]);
      ++inputs;
    }
  }
  EXPECT_EQ(inputs, 7u);
}

}  // namespace
}  // namespace coldquill
