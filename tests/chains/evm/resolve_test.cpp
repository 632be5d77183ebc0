// Which key is asked for, and what must agree with what is signed: E03, E18 of the attack corpus.
#include <coldquill/base/hex.h>
#include <gtest/gtest.h>

#include "evm_cases.h"

namespace coldquill::evm {
namespace {

using namespace test;

constexpr const char* fifth = "m/44'/60'/0'/0/5";

// ---- eth-sign-request: the path that it names

TEST(Requests, NameTheirKey) {
  for (const Transaction& tx : {payment(), legacy_payment(), listed_payment()}) {
    const Payload request = payload(request_for(tx, fifth));
    const auto plan = Evm::resolve(*Evm::decode(request), context_for(request));
    ASSERT_TRUE(plan.ok()) << plan.error().what();
    ASSERT_EQ(plan->jobs.size(), 1u);
    const SigningJob& job = plan->jobs.front();
    EXPECT_EQ(job.key.origin, (KeyOrigin{me().fingerprint(), path(fifth)}));
    EXPECT_EQ(job.key.public_key, me().key(path(fifth)));
    EXPECT_EQ(job.scheme, (Scheme{SchemeKind::ecdsa_recoverable, {}}));
    EXPECT_EQ(job.digest, signing_digest(tx));
  }
}

TEST(Requests, OfEveryKindHaveOneJob) {
  EXPECT_EQ(signing_path(payload(message_request("hello"))), first_path);
  EXPECT_EQ(signing_path(payload(typed_request(typed_mail()))), first_path);
}

// "Yours, whichever that is": believed when the address is ours as well, or when none is named.
TEST(Requests, WithoutAFingerprint) {
  for (const std::optional<KeyFingerprint> none :
       {std::optional<KeyFingerprint>(), std::optional(KeyFingerprint{})}) {
    SignRequest request = request_for(payment());
    request.path.source = none;
    EXPECT_EQ(signing_path(payload(request)), first_path);
    request.address.reset();
    EXPECT_EQ(signing_path(payload(request)), first_path);
    request.address = address(payee);
    EXPECT_EQ(reason(payload(request)), "");
    EXPECT_EQ(signing_path(payload(request)), "");
  }
}

TEST(Requests, ForSomebodyElse) {
  SignRequest request = request_for(payment());
  request.path.source = Wallet::zoo().fingerprint();
  request.address = address(payee);
  EXPECT_EQ(signing_path(payload(request)), "");
  const Review seen = review(payload(request));
  EXPECT_EQ(fact(seen, "from"), payee);
  EXPECT_EQ(facts(seen, "from").front()->source, Source::claimed);
  EXPECT_FALSE(facts(seen, "from").front()->headline);
  // The fingerprint decides, whatever else is said.
  request.address = my_address();
  EXPECT_EQ(signing_path(payload(request)), "");
  request.address.reset();
  EXPECT_EQ(signing_path(payload(request)), "");
}

TEST(Requests, WithOurFingerprintAndAnotherAddress) {
  SignRequest request = request_for(payment());
  EXPECT_EQ(reason(payload(request)), "");
  request.address = my_address(fifth);
  EXPECT_EQ(reason(payload(request)), "E_WRONG_SENDER");
  request.address.reset();
  EXPECT_EQ(reason(payload(request)), "");
}

TEST(Requests, WithoutKeysAreOnlyReviewed) {
  for (const Payload& request : {payload(request_for(payment())), raw(payment())}) {
    const auto draft = coldquill::prepare<Evm>(request, Context{});
    ASSERT_TRUE(draft.ok());
    EXPECT_FALSE(draft->consent_id());
  }
}

// Another coin's key is not to be tricked into signing here.
TEST(Paths, OfAnotherCoin) {
  for (const char* at :
       {"m/44'/0'/0'/0/0", "m/84'/0'/0'/0/0", "m/44'/118'/0'/0/0", "m/44'/61'/0'/0/0",
        "m/44'/1'/0'/0/0", "m/86'/1'/0'/0/0", "m/84'/60'/0'/0/0", "m/48'/0'/0'/2'/0/0",
        "m/45'/60/2/1/1", "m/44'/60'", "m/44'/60/0/0/0", "m/0", "m"}) {
    EXPECT_EQ(reason(payload(request_for(payment(), at))), "E_FOREIGN_PATH") << at;
    EXPECT_EQ(reason(raw(payment()), {{}, {at}, {}}), "E_FOREIGN_PATH") << at;
  }
  for (const char* at : {"m/44'/0'/0'/0/0", "m/84'/0'/0'/0/0", "m/44'/61'/0'/0/0"}) {
    EXPECT_EQ(reason(payload(message_request("hello", at))), "E_FOREIGN_PATH") << at;
    EXPECT_EQ(reason(payload(typed_request(typed_mail(), at))), "E_FOREIGN_PATH") << at;
  }
  for (const char* at :
       {"m/44'/60'/0'/0/0", "m/44'/60'/7'/0/0", "m/44'/60'/0'/0", "m/44'/60'/0'"}) {
    EXPECT_EQ(reason(payload(request_for(payment(), at))), "") << at;
  }
}

// A network with a coin type of its own takes it, and Ethereum's; test networks take coin type 1.
TEST(Paths, OfTheNetworksOwnCoin) {
  Transaction classic = payment(), sepolia = payment(), unknown = payment();
  classic.chain_id = 61;
  sepolia.chain_id = 11155111;
  unknown.chain_id = 609112567;
  EXPECT_EQ(reason(payload(request_for(classic, "m/44'/61'/0'/0/0"))), "");
  EXPECT_EQ(reason(payload(request_for(classic, "m/44'/60'/0'/0/0"))), "");
  EXPECT_EQ(reason(payload(request_for(classic, "m/44'/1'/0'/0/0"))), "E_FOREIGN_PATH");
  EXPECT_EQ(reason(payload(request_for(sepolia, "m/44'/1'/0'/0/0"))), "");
  EXPECT_EQ(reason(payload(request_for(sepolia, "m/44'/61'/0'/0/0"))), "E_FOREIGN_PATH");
  EXPECT_EQ(reason(payload(request_for(unknown, "m/44'/60'/0'/0/0"))), "");
  EXPECT_EQ(reason(payload(request_for(unknown, "m/44'/1'/0'/0/0"))), "E_FOREIGN_PATH");
}

// ---- Raw and JSON: no path is named

TEST(Unnamed, TheFirstAddressOfTheAccount) {
  for (const Payload& request : {raw(payment()), json(payment()), json_text(typed_mail())}) {
    EXPECT_EQ(signing_path(request), "m/44'/60'/0'/0/0");
    EXPECT_EQ(signing_path(request, {{}, {}, 3}), "m/44'/60'/3'/0/0");
    EXPECT_EQ(signing_path(request, {{}, {"m/44'/60'/0'/0/7"}, {}}), "m/44'/60'/0'/0/7");
    EXPECT_EQ(signing_path(request, {{}, {"m/44'/60'/0'/0/7"}, 3}), "m/44'/60'/0'/0/7");
  }
}

TEST(Unnamed, TheSenderIsSearchedAmongAHundredAddresses) {
  const auto from = [](const char* at) { return json(payment(), my_address(at)); };
  EXPECT_EQ(signing_path(from("m/44'/60'/0'/0/0")), "m/44'/60'/0'/0/0");
  EXPECT_EQ(signing_path(from("m/44'/60'/0'/0/99")), "m/44'/60'/0'/0/99");
  EXPECT_EQ(signing_path(from("m/44'/60'/0'/0/100")), "");
  EXPECT_EQ(signing_path(from("m/44'/60'/2'/0/4")), "");
  EXPECT_EQ(signing_path(from("m/44'/60'/2'/0/4"), {{}, {}, 2}), "m/44'/60'/2'/0/4");
  const std::string far = "m/44'/60'/0'/0/100";
  EXPECT_EQ(signing_path(from(far.c_str()), {{}, {far}, {}}), far);
}

TEST(Unnamed, AnotherSenderIsNotSignedFor) {
  const Payload request = json(payment(), address(payee));
  EXPECT_EQ(signing_path(request), "");
  EXPECT_EQ(signing_path(request, {{}, {std::string(first_path)}, {}}), "");
  EXPECT_EQ(facts(review(request), "from").front()->source, Source::claimed);
}

// ---- Transactions that are signed already

TEST(Signed, ByUs) {
  for (const Transaction& tx : {payment(), legacy_payment(), listed_payment()}) {
    const Payload done = signed_raw(tx, me(), fifth);
    EXPECT_EQ(signing_path(done), "");
    const Review seen = review(done);
    EXPECT_EQ(fact(seen, "signature"), "already signed by you");
    EXPECT_EQ(fact(seen, "from"), eip55(my_address(fifth)));
    EXPECT_EQ(fact(seen, "path"), fifth);
  }
}

TEST(Signed, BySomebodyElse) {
  const Payload done = signed_raw(payment(), Wallet::zoo());
  const Review seen = review(done);
  EXPECT_EQ(signing_path(done), "");
  EXPECT_EQ(fact(seen, "signature"), "already signed by the address above");
  EXPECT_EQ(fact(seen, "from"), eip55(address_of(Wallet::zoo().key(path(first_path)))));
  EXPECT_EQ(facts(seen, "from").front()->source, Source::proven);
  EXPECT_TRUE(facts(seen, "path").empty());
}

// Whatever is changed in it, the signature is no longer ours.
TEST(Signed, AndChangedSince) {
  const auto done = parse_transaction(signed_raw(payment()).bytes);
  Transaction changed = done->tx;
  changed.value = number("2");
  const Payload forged = raw_bytes(serialize_signed(changed, *done->signature));
  EXPECT_EQ(fact(review(forged), "signature"), "already signed by the address above");
}

TEST(Signed, WithASignatureThatNoKeyMakes) {
  EvmSignature none = *parse_transaction(signed_raw(payment()).bytes)->signature;
  none.r = Uint256(5).bytes();  // no point of the curve has this x
  EXPECT_EQ(reason(raw_bytes(serialize_signed(payment(), none))), "E_BAD_EVM_SIGNATURE");
}

TEST(Signed, IsNoSignRequest) {
  SignRequest request = request_for(payment());
  request.data = signed_raw(payment()).bytes;
  EXPECT_EQ(reason(payload(request)), "E_BAD_EVM_REQUEST");
}

// ---- E18: no chain id, or zero

TEST(ChainId, MustBeThere) {
  Transaction tx = legacy_payment();
  EXPECT_EQ(reason(raw(tx)), "");
  tx.chain_id.reset();
  EXPECT_EQ(reason(raw(tx)), "E_NO_CHAIN_ID");
  EXPECT_EQ(reason(payload(request_for(tx))), "E_NO_CHAIN_ID");
  for (Transaction zero : {payment(), legacy_payment(), listed_payment()}) {
    zero.chain_id = 0;
    EXPECT_EQ(reason(raw(zero)), "E_NO_CHAIN_ID");
    EXPECT_EQ(reason(payload(request_for(zero))), "E_NO_CHAIN_ID");
    EXPECT_EQ(reason(json(zero)), "E_NO_CHAIN_ID");
  }
}

// The chain id is in what is signed: the same transaction for two networks has two digests.
TEST(ChainId, IsSigned) {
  for (Transaction tx : {payment(), legacy_payment(), listed_payment()}) {
    const Digest32 here = signing_digest(tx);
    tx.chain_id = 10;
    EXPECT_NE(signing_digest(tx), here);
  }
}

// ---- What is said beside it

TEST(ChainId, OfTheRequestMustBeThatOfTheTransaction) {
  for (const Transaction& tx : {payment(), legacy_payment()}) {
    SignRequest request = request_for(tx);
    EXPECT_EQ(reason(payload(request)), "");
    request.chain_id = 10;
    EXPECT_EQ(reason(payload(request)), "E_WRONG_CHAIN");
    request.chain_id = 0;
    EXPECT_EQ(reason(payload(request)), "E_WRONG_CHAIN");
    request.chain_id.reset();
    EXPECT_EQ(reason(payload(request)), "");
  }
}

TEST(Network, AskedForMustBeTheTransactions) {
  for (const Payload& request :
       {payload(request_for(payment())), raw(payment()), json(payment())}) {
    EXPECT_EQ(reason(request, {"ethereum", {}, {}}), "");
    EXPECT_EQ(reason(request, {"sepolia", {}, {}}), "E_WRONG_CHAIN");
    EXPECT_EQ(reason(request, {"moon", {}, {}}), "E_UNKNOWN_NETWORK");
  }
  Transaction unknown = payment();
  unknown.chain_id = 609112567;
  EXPECT_EQ(reason(raw(unknown), {"ethereum", {}, {}}), "E_WRONG_CHAIN");
}

// E03, compared as numbers.
std::string typed_reason(std::string_view domain_chain_id, std::optional<std::uint64_t> claimed,
                         std::optional<std::string> network = {}) {
  SignRequest request = typed_request(typed_mail(domain_chain_id));
  request.chain_id = claimed;
  return reason(payload(request), {std::move(network), {}, {}});
}

TEST(TypedChainId, MustBeTheOneThatIsSaid) {
  for (const char* one : {R"("chainId": 1, )", R"("chainId": "1", )", R"("chainId": "0x1", )"}) {
    EXPECT_EQ(typed_reason(one, {}), "");
    EXPECT_EQ(typed_reason(one, 1), "");
    EXPECT_EQ(typed_reason(one, 1, "ethereum"), "");
    EXPECT_EQ(typed_reason(one, 11155111), "E_WRONG_CHAIN");
    EXPECT_EQ(typed_reason(one, {}, "sepolia"), "E_WRONG_CHAIN");
    EXPECT_EQ(reason(json_text(typed_mail(one)), {"sepolia", {}, {}}), "E_WRONG_CHAIN");
  }
  EXPECT_EQ(typed_reason(R"("chainId": "18446744073709551616", )", {}), "E_WRONG_CHAIN");
  EXPECT_EQ(typed_reason(R"("chainId": "18446744073709551617", )", 1), "E_WRONG_CHAIN");
}

TEST(TypedChainId, AbsentOrZeroIsToldAndAcknowledged) {
  for (const char* none : {"", R"("chainId": 0, )"}) {
    SignRequest request = typed_request(typed_mail(none));
    for (const std::optional<std::uint64_t> claimed : {std::optional<std::uint64_t>(), {1u}}) {
      request.chain_id = claimed;
      const Review seen = review(payload(request));
      EXPECT_TRUE(asks(seen, "E_NOT_BOUND_TO_CHAIN")) << none;
      EXPECT_EQ(fact(seen, "network"), "none: this signature is valid on every network");
      EXPECT_EQ(seen.network(), "");
    }
  }
  EXPECT_FALSE(warns(review(payload(typed_request(typed_mail()))), "E_NOT_BOUND_TO_CHAIN"));
}

// A message is good on every network, whatever the request says.
TEST(MessageChainId, IsOnlyClaimed) {
  SignRequest request = message_request("hello");
  request.chain_id = 1;
  EXPECT_EQ(reason(payload(request), {"ethereum", {}, {}}), "");
  EXPECT_EQ(reason(payload(request), {"sepolia", {}, {}}), "E_WRONG_CHAIN");
  const Review seen = review(payload(request));
  EXPECT_EQ(seen.network(), "");
  EXPECT_EQ(fact(seen, "network"), "none: this signature is valid on every network");
  EXPECT_EQ(fact(seen, "chain_id"), "1");
  EXPECT_EQ(facts(seen, "chain_id").front()->source, Source::claimed);
  EXPECT_FALSE(facts(seen, "chain_id").front()->headline);
}

}  // namespace
}  // namespace coldquill::evm
