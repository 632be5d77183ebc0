// What the person is shown: E11, E12, E20, E22, E23, E26, E27 of the attack corpus.
#include <coldquill/base/hex.h>
#include <coldquill/codec/abi.h>
#include <gtest/gtest.h>

#include "evm_cases.h"

namespace coldquill::evm {
namespace {

using namespace test;
using Names = std::vector<std::string>;

Names headlines(const Review& review) {
  Names out;
  for (const Fact& fact : review.facts()) {
    if (fact.headline) out.push_back(fact.name);
  }
  return out;
}

Names warnings(const Review& review) {
  Names out;
  for (const Warning& warning : review.warnings()) out.push_back(warning.reason);
  return out;
}

// ---- The shape of each kind

TEST(Payment, WholeReview) {
  const Review seen = review(payload(request_for(payment())));
  EXPECT_EQ(seen.family(), "evm");
  EXPECT_EQ(seen.network(), "ethereum");
  EXPECT_EQ(seen.kind(), "transaction");
  EXPECT_TRUE(seen.warnings().empty());
  EXPECT_EQ(headlines(seen), (Names{"network", "to", "value", "fee", "from"}));
  const std::pair<const char*, std::string> rows[] = {
      {"network", "* Ethereum [local]"},
      {"chain_id", "1 [signed]"},
      {"to", "* " + std::string(payee) + " [signed]"},
      {"value", "* 1.5 ETH [signed]"},
      {"call", "none, coins are paid [signed]"},
      {"fee", "* at most 0.00063 ETH [signed]"},
      {"gas_limit", "21000 [signed]"},
      {"max_fee_per_gas", "30 gwei [signed]"},
      {"max_priority_fee_per_gas", "1 gwei [signed]"},
      {"nonce", "7 [signed]"},
      {"type", "EIP-1559, type 2 [signed]"},
      {"from", "* " + eip55(my_address()) + " [proven]"},
      {"path", "m/44'/60'/0'/0/0 [proven]"},
      {"asked_by", "test wallet [claimed]"},
  };
  for (const auto& [name, value] : rows) EXPECT_EQ(shown(seen, name), value) << name;
  EXPECT_EQ(seen.facts().size(), std::size(rows));
  EXPECT_EQ(facts(seen, "value").front()->raw, "1500000000000000000");
  EXPECT_EQ(facts(seen, "fee").front()->raw, "630000000000000");
}

TEST(Payment, OfTheOtherTypes) {
  const Review legacy = review(raw(legacy_payment()));
  EXPECT_EQ(shown(legacy, "type"), "legacy, with EIP-155 [signed]");
  EXPECT_EQ(shown(legacy, "gas_price"), "30 gwei [signed]");
  EXPECT_TRUE(facts(legacy, "max_fee_per_gas").empty());
  const Review listed = review(raw(listed_payment()));
  EXPECT_EQ(shown(listed, "type"), "EIP-2930, type 1 [signed]");
  ASSERT_EQ(facts(listed, "access_list").size(), 2u);
  EXPECT_EQ(facts(listed, "access_list")[0]->value, usdc);
  EXPECT_EQ(facts(listed, "access_list")[1]->value, payee);
  EXPECT_EQ(facts(listed, "storage_key").size(), 2u);
}

TEST(Payment, TheSmallestAndTheLargestAmount) {
  Transaction tx = payment();
  tx.value = number("1");
  EXPECT_EQ(shown(review(raw(tx)), "value"), "* 0.000000000000000001 ETH [signed]");
  tx.value = {};
  EXPECT_EQ(shown(review(raw(tx)), "value"), "* 0 ETH [signed]");
  tx.value = *Uint256::max().minus(number("630000000000000"));
  EXPECT_EQ(shown(review(raw(tx)), "value"),
            "* 115792089237316195423570985008687907853269984665640564039457.583377913129639935 "
            "ETH [signed]");
}

// E22: what pays nobody must not pass for a payment.
TEST(Creation, IsNoPayment) {
  Transaction tx = with_data({0x60, 0x00});
  tx.value = number("5");
  EXPECT_EQ(shown(review(raw(tx)), "to"), "* " + std::string(payee) + " [signed]");
  tx.to.reset();
  const Review seen = review(raw(tx));
  EXPECT_EQ(shown(seen, "to"), "* none (deploys a new contract) [signed]");
  EXPECT_EQ(shown(seen, "value"), "* 0.000000000000000005 ETH [signed]");
  EXPECT_EQ(shown(seen, "data"), "0x6000 [signed]");
  EXPECT_TRUE(asks(seen, "E_CONTRACT_CREATION"));
  tx.data.clear();
  EXPECT_TRUE(asks(review(raw(tx)), "E_CONTRACT_CREATION"));
}

TEST(TokenCall, TransferOfAKnownToken) {
  const Review seen = review(raw(token_call(CallKind::transfer, number("2500000"))));
  EXPECT_TRUE(seen.warnings().empty());
  EXPECT_EQ(headlines(seen), (Names{"network", "contract", "to", "amount", "fee", "from"}));
  EXPECT_EQ(shown(seen, "call"), "transfer(address,uint256) [signed]");
  EXPECT_EQ(shown(seen, "contract"), "* " + std::string(usdc) + " [signed]");
  EXPECT_EQ(shown(seen, "token"), "USDC [local]");
  EXPECT_EQ(shown(seen, "to"), "* " + std::string(payee) + " [signed]");
  EXPECT_EQ(shown(seen, "amount"), "* 2.5 USDC [local]");
  EXPECT_EQ(shown(seen, "amount_raw"), "2500000 [signed]");
  EXPECT_EQ(shown(seen, "value"), "0 ETH [signed]");
}

TEST(TokenCall, TransferFromNamesWhoPays) {
  const Review seen = review(raw(token_call(CallKind::transfer_from, number("1"))));
  EXPECT_EQ(shown(seen, "token_owner"), "* " + eip55(my_address()) + " [signed]");
  EXPECT_EQ(shown(seen, "to"), "* " + std::string(payee) + " [signed]");
  EXPECT_EQ(shown(seen, "amount"), "* 0.000001 USDC [local]");
}

TEST(TokenCall, ApprovalNamesTheSpender) {
  const Review seen = review(raw(token_call(CallKind::approve, number("1000000"))));
  EXPECT_EQ(shown(seen, "spender"), "* " + std::string(payee) + " [signed]");
  EXPECT_TRUE(facts(seen, "to").empty());
  EXPECT_EQ(shown(seen, "amount"), "* 1 USDC [local]");
  EXPECT_TRUE(seen.warnings().empty());
}

// ---- E12, E28: units are named for the contracts of our own list only

// There alone, and on their chain; and of another contract the number may be which NFT.
TEST(TokenCall, OfAnUnknownContractIsANumber) {
  Transaction other_chain = token_call(CallKind::transfer, number("2500000"));
  other_chain.chain_id = 10;
  Transaction other_contract = token_call(CallKind::transfer, number("2500000"));
  other_contract.to->front() ^= 1;
  for (const Transaction& tx : {other_chain, other_contract}) {
    const Review seen = review(raw(tx));
    EXPECT_EQ(warnings(seen), Names{"E_UNKNOWN_TOKEN"});
    EXPECT_TRUE(asks(seen, "E_UNKNOWN_TOKEN"));
    EXPECT_EQ(shown(seen, "number"),
              "* 2500000: an amount in smallest units, or which NFT [signed]");
    for (const char* name : {"token", "amount", "amount_raw"}) {
      EXPECT_TRUE(facts(seen, name).empty()) << name;
    }
  }
}

Transaction of_unknown_contract(CallKind kind, const Uint256& amount) {
  Transaction tx = token_call(kind, amount);
  tx.to->front() ^= 1;
  return tx;
}

TEST(TokenCall, OfAnUnknownContractIsAskedAboutAlways) {
  for (const CallKind kind : {CallKind::transfer, CallKind::transfer_from, CallKind::approve,
                              CallKind::increase_allowance, CallKind::send_nft,
                              CallKind::send_nft_bytes, CallKind::send_items}) {
    const Review seen = review(raw(of_unknown_contract(kind, 7)));
    EXPECT_TRUE(asks(seen, "E_UNKNOWN_TOKEN")) << signature_of(kind);
    EXPECT_FALSE(warns(seen, "E_UNLIMITED_APPROVAL")) << signature_of(kind);
    EXPECT_FALSE(warns(seen, "E_CALL_NOT_UNDERSTOOD")) << signature_of(kind);
  }
}

// An id is no amount, in any word of ours.
TEST(TokenCall, AnIdIsNotCalledAnAmount) {
  const Review seen = review(raw(of_unknown_contract(CallKind::approve, 4711)));
  const Fact& fact = *facts(seen, "number").front();
  EXPECT_EQ(fact.group, "Approval of tokens, or of an NFT");
  EXPECT_EQ(fact.label, "number");
  EXPECT_TRUE(fact.money->maybe_id);
  EXPECT_EQ(amount_text(*fact.money), "the number 4711");
  EXPECT_NE(seen.warnings().front().text.find(
                std::string(payee) +
                " may take 4711 of it: an amount in smallest units, or the NFT of that number"),
            std::string::npos);
}

TEST(TokenCall, OfNfts) {
  Call call{CallKind::send_nft, my_address(), address(payee), {}, 4711};
  Transaction tx = of_unknown_contract(CallKind::approve, 1);
  for (const CallKind kind : {CallKind::send_nft, CallKind::send_nft_bytes}) {
    call.kind = kind;
    tx.data = write_call(call);
    const Review seen = review(raw(tx));
    EXPECT_EQ(shown(seen, "nft"), "* 4711 [signed]");
    EXPECT_EQ(shown(seen, "token_owner"), "* " + eip55(my_address()) + " [signed]");
    EXPECT_EQ(shown(seen, "to"), "* " + std::string(payee) + " [signed]");
    EXPECT_EQ(amount_text(*facts(seen, "nft").front()->money), "1 NFT");
  }
  call = {CallKind::send_items, my_address(), address(payee), 5, 4711};
  tx.data = write_call(call);
  const Review seen = review(raw(tx));
  EXPECT_EQ(shown(seen, "nft"), "* 4711 [signed]");
  EXPECT_EQ(shown(seen, "amount"), "* 5 [signed]");
  EXPECT_EQ(amount_text(*facts(seen, "amount").front()->money), "5 of NFT 4711");
}

// Bytes for the recipient are code of somebody's: not understood.
TEST(TokenCall, OfNftsWithBytesForTheRecipient) {
  Transaction tx = of_unknown_contract(CallKind::approve, 1);
  tx.data = write_call({CallKind::send_nft_bytes, my_address(), address(payee), {}, 4711});
  tx.data.back() = 32;
  tx.data.resize(tx.data.size() + 32);
  EXPECT_TRUE(asks(review(raw(tx)), "E_CALL_NOT_UNDERSTOOD"));
}

// ---- E11: approvals

Review approval(const Uint256& amount, CallKind kind = CallKind::approve) {
  return review(raw(token_call(kind, amount)));
}

Uint256 two_to_the(unsigned bit) {
  Uint256 out(1);
  for (unsigned i = 0; i < bit; ++i) out = *out.plus(out);
  return out;
}

// 10^10 dollars, of which the contract counts millionths.
TEST(Approval, OfMoreThanThereIsIsUnlimited) {
  const Uint256 least = number("10000000000000000");
  for (const CallKind kind : {CallKind::approve, CallKind::increase_allowance}) {
    for (const Uint256& amount : {least, two_to_the(96), *two_to_the(255).minus(1),
                                  *Uint256::max().minus(1), Uint256::max()}) {
      const Review seen = approval(amount, kind);
      EXPECT_TRUE(asks(seen, "E_UNLIMITED_APPROVAL")) << amount.text();
      EXPECT_EQ(shown(seen, "amount"), "* UNLIMITED USDC [local]");
      EXPECT_EQ(shown(seen, "amount_raw"), amount.text() + " [signed]");
      EXPECT_TRUE(facts(seen, "amount").front()->money->unlimited);
    }
    const Review seen = approval(*least.minus(1), kind);
    EXPECT_TRUE(seen.warnings().empty());
    EXPECT_EQ(shown(seen, "amount"), "* 9999999999.999999 USDC [local]");
  }
  EXPECT_TRUE(approval(0).warnings().empty());
}

TEST(Approval, ToTakeAwayIsHarmless) {
  for (const CallKind kind : {CallKind::transfer, CallKind::decrease_allowance}) {
    EXPECT_TRUE(approval(Uint256::max(), kind).warnings().empty());
  }
  const Review less = review(raw(of_unknown_contract(CallKind::decrease_allowance, 7)));
  EXPECT_TRUE(warns(less, "E_UNKNOWN_TOKEN") && !asks(less, "E_UNKNOWN_TOKEN"));
  EXPECT_EQ(shown(less, "amount"), "* 7 smallest units [signed]");
  EXPECT_FALSE(facts(less, "amount").front()->money);
}

// UNI and COMP take 2^96-1 for infinite.
TEST(Approval, OfTokensThatCountIn96Bits) {
  for (const char* token : {"0x1f9840a85d5aF5bf1D1762F925BDADdC4201F984",
                            "0xc00e94Cb662C3520282E6f5717214004A7f26888"}) {
    Transaction tx = token_call(CallKind::approve, *two_to_the(96).minus(1));
    tx.to = address(token);
    EXPECT_TRUE(asks(review(raw(tx)), "E_UNLIMITED_APPROVAL")) << token;
  }
}

// Of a contract that is not in the table only the largest number of all can be nothing else.
TEST(Approval, OfAnUnknownContractIsUnlimitedAtTheMostAlone) {
  for (const CallKind kind : {CallKind::approve, CallKind::increase_allowance}) {
    const Review all = review(raw(of_unknown_contract(kind, Uint256::max())));
    EXPECT_TRUE(asks(all, "E_UNLIMITED_APPROVAL") && asks(all, "E_UNKNOWN_TOKEN"));
    const Review less = review(raw(of_unknown_contract(kind, *Uint256::max().minus(1))));
    EXPECT_TRUE(!warns(less, "E_UNLIMITED_APPROVAL") && asks(less, "E_UNKNOWN_TOKEN"));
  }
}

TEST(Approval, OfEveryNft) {
  const Review all = review(raw(of_unknown_contract(CallKind::approve_all, 1)));
  EXPECT_EQ(warnings(all), Names{"E_UNLIMITED_APPROVAL"});
  EXPECT_EQ(shown(all, "amount"), "* UNLIMITED: every NFT of this collection [signed]");
  EXPECT_EQ(shown(all, "spender"), "* " + std::string(payee) + " [signed]");
  EXPECT_EQ(amount_text(*facts(all, "amount").front()->money), "UNLIMITED NFTs");
  const Review none = review(raw(of_unknown_contract(CallKind::approve_all, 0)));
  EXPECT_TRUE(warns(none, "E_UNKNOWN_TOKEN") && !asks(none, "E_UNKNOWN_TOKEN"));
  EXPECT_EQ(shown(none, "amount"), "* none [signed]");
}

// One question for one call of one token and one spender, and never for two of any.
TEST(Approval, SubjectsOfItsWarnings) {
  const auto subject = [](Transaction tx) { return review(raw(tx)).warnings().front().subject; };
  Transaction tx = token_call(CallKind::approve, Uint256::max());
  EXPECT_EQ(subject(tx), "approve(address,uint256) of USDC " + std::string(usdc) +
                             " on Ethereum for " + std::string(payee));
  const std::string first = subject(tx);
  EXPECT_EQ(subject(token_call(CallKind::approve, two_to_the(200))), first);
  EXPECT_NE(subject(token_call(CallKind::increase_allowance, two_to_the(200))), first);
  EXPECT_NE(subject(token_call(CallKind::approve_all, 1)), first);
  Transaction spender = tx;
  spender.data[20] ^= 1;
  EXPECT_NE(subject(spender), first);
  Transaction chain = tx;
  chain.chain_id = 10;
  EXPECT_NE(subject(chain), first);
}

const Warning& unknown_token(const Review& seen) {
  return *std::ranges::find(seen.warnings(), "E_UNKNOWN_TOKEN", &Warning::reason);
}

// Of a contract that nobody here knows one yes is for one thing that somebody may take.
TEST(Approval, OfAnUnknownContractIsAQuestionForEachSpenderAndNumber) {
  const Transaction tx = of_unknown_contract(CallKind::approve, 7);
  const Review seen = review(raw(tx));
  const std::string start = eip55(*tx.to) + " on Ethereum is not in the list of tokens: ";
  const std::string first = unknown_token(seen).subject;
  EXPECT_EQ(first, "approve(address,uint256) of " + eip55(*tx.to) + " on Ethereum for " +
                       std::string(payee) + ": 7");
  Transaction spender = tx;
  spender.data[20] ^= 1;
  for (const Transaction& other : {spender, of_unknown_contract(CallKind::approve, 8),
                                   of_unknown_contract(CallKind::increase_allowance, 7),
                                   of_unknown_contract(CallKind::decrease_allowance, 7),
                                   of_unknown_contract(CallKind::transfer, 7)}) {
    EXPECT_NE(unknown_token(review(raw(other))).subject, first);
  }
  const std::string may_take = start + std::string(payee) + " may take ";
  const auto text = [](CallKind kind, const Uint256& amount) {
    return unknown_token(review(raw(of_unknown_contract(kind, amount)))).text;
  };
  EXPECT_EQ(text(CallKind::approve, Uint256::max()), may_take + "all of it");
  EXPECT_EQ(text(CallKind::increase_allowance, 7), may_take + "7 smallest units more");
  EXPECT_EQ(text(CallKind::decrease_allowance, 7), may_take + "7 smallest units less");
  EXPECT_EQ(text(CallKind::approve_all, 0), may_take + "none of its NFTs");
}

// A list of payments is one question, whose text is true of each.
TEST(TokenCall, TransfersOfAnUnknownContractAreOneQuestion) {
  const Transaction tx = of_unknown_contract(CallKind::transfer, 7);
  Transaction other = of_unknown_contract(CallKind::transfer, 8);
  other.data[20] ^= 1;
  const Review seen = review(raw(tx)), more = review(raw(other));
  EXPECT_EQ(unknown_token(seen).subject,
            "transfer(address,uint256) of " + eip55(*tx.to) + " on Ethereum");
  EXPECT_EQ(unknown_token(more).subject, unknown_token(seen).subject);
  EXPECT_EQ(unknown_token(more).text, unknown_token(seen).text);
  const Review from = review(raw(of_unknown_contract(CallKind::transfer_from, 7)));
  EXPECT_NE(unknown_token(from).subject, unknown_token(seen).subject);
}

// Nothing beside UNLIMITED calls the largest number an amount or an NFT.
TEST(Approval, WithoutALimitIsNoNumber) {
  const Review seen = review(raw(of_unknown_contract(CallKind::approve, Uint256::max())));
  EXPECT_TRUE(facts(seen, "number").empty());
  EXPECT_FALSE(facts(seen, "amount").front()->money->maybe_id);
  EXPECT_EQ(facts(seen, "amount").front()->group, "Approval of tokens");
  EXPECT_EQ(seen.text().find("which NFT"), std::string::npos);
}

// ---- Calls that go wrong

TEST(TokenCall, ToTheTokenContractItself) {
  for (const CallKind kind : {CallKind::transfer, CallKind::transfer_from, CallKind::approve}) {
    Transaction tx = token_call(kind, number("1"));
    EXPECT_FALSE(warns(review(raw(tx)), "E_TO_TOKEN_CONTRACT"));
    Call call = read_call(tx);
    call.party = *tx.to;
    tx.data = write_call(call);
    EXPECT_EQ(asks(review(raw(tx)), "E_TO_TOKEN_CONTRACT"), kind != CallKind::approve);
  }
}

// Coins, or tokens, that are lost for good.
TEST(Payment, ToNobody) {
  Transaction coins = payment();
  coins.to = EvmAddress{};
  EXPECT_EQ(warnings(review(raw(coins))), Names{"E_TO_NOBODY"});
  EXPECT_TRUE(asks(review(raw(coins)), "E_TO_NOBODY"));
  Transaction tokens = token_call(CallKind::transfer, number("1"));
  Call call = read_call(tokens);
  call.party = {};
  tokens.data = write_call(call);
  EXPECT_TRUE(asks(review(raw(tokens)), "E_TO_NOBODY"));
  call.kind = CallKind::approve;  // this takes an allowance back
  tokens.data = write_call(call);
  EXPECT_FALSE(warns(review(raw(tokens)), "E_TO_NOBODY"));
}

TEST(Payment, ToTheContractOfAToken) {
  Transaction tx = payment();
  tx.to = address(usdc);
  EXPECT_TRUE(asks(review(raw(tx)), "E_TO_TOKEN_CONTRACT"));
  tx.chain_id = 10;  // there it is an address like any other
  EXPECT_FALSE(warns(review(raw(tx)), "E_TO_TOKEN_CONTRACT"));
}

TEST(TokenCall, WithCoins) {
  Transaction tx = token_call(CallKind::transfer, number("1"));
  EXPECT_EQ(shown(review(raw(tx)), "value"), "0 ETH [signed]");
  tx.value = number("1");
  const Review seen = review(raw(tx));
  EXPECT_TRUE(asks(seen, "E_VALUE_WITH_CALL"));
  EXPECT_EQ(shown(seen, "value"), "* 0.000000000000000001 ETH [signed]");
}

// ---- E23, E26, E27: what is not exactly a known call is not understood

void expect_unknown(const Bytes& data) {
  Transaction tx = token_call(CallKind::transfer, number("1"));
  tx.data = data;
  const Review seen = review(raw(tx));
  EXPECT_EQ(warnings(seen), Names{"E_CALL_NOT_UNDERSTOOD"}) << to_hex(data);
  EXPECT_TRUE(asks(seen, "E_CALL_NOT_UNDERSTOOD"));
  EXPECT_EQ(fact(seen, "data"), "0x" + to_hex(data));
  EXPECT_EQ(fact(seen, "data_length"), std::to_string(data.size()) + " bytes");
  const Bytes selector(data.begin(), data.begin() + std::min<std::ptrdiff_t>(4, std::ssize(data)));
  EXPECT_EQ(shown(seen, "call"), "* not understood, selector 0x" + to_hex(selector) + " [signed]");
  EXPECT_EQ(shown(seen, "to"), "* " + std::string(usdc) + " [signed]");
  EXPECT_EQ(shown(seen, "value"), "* 0 ETH [signed]");
}

TEST(UnknownCall, OfAnyLength) {
  for (std::size_t size = 1; size <= 5; ++size) {
    expect_unknown(Bytes(size, 0));
    expect_unknown(Bytes(size, 0xA9));
  }
}

TEST(UnknownCall, DirtyBitsInAnAddress) {
  for (const CallKind kind : {CallKind::transfer, CallKind::transfer_from, CallKind::approve}) {
    const Bytes honest = token_call(kind, number("1")).data;
    for (std::size_t octet = 4; octet < 16; ++octet) {
      Bytes dirty = honest;
      dirty[octet] = 1;
      expect_unknown(dirty);
    }
  }
  Bytes second = token_call(CallKind::transfer_from, number("1")).data;
  second[4 + 32] = 0x80;
  expect_unknown(second);
}

TEST(UnknownCall, BytesAfterOrMissingFromTheArguments) {
  for (const CallKind kind : {CallKind::transfer, CallKind::transfer_from, CallKind::approve}) {
    const Bytes honest = token_call(kind, number("1")).data;
    for (const std::size_t more : {1u, 4u, 32u}) {
      Bytes longer = honest;
      longer.resize(honest.size() + more);
      expect_unknown(longer);
    }
    Bytes shorter = honest;
    shorter.pop_back();
    expect_unknown(shorter);
  }
}

// The same words under other selectors: setApprovalForAll with 2 for yes, permit.
TEST(UnknownCall, OtherFunctions) {
  Bytes data = token_call(CallKind::transfer, number("2")).data;
  for (const char* selector : {"a22cb465", "d505accf", "00000000"}) {
    std::ranges::copy(*from_hex(selector), data.begin());
    expect_unknown(data);
  }
}

// E13: whatever stands around it.
TEST(UnknownCall, OfASafeThatRunsCodeOfOthers) {
  for (const char* signature :
       {"execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,"
        "bytes)",
        "execTransactionFromModule(address,uint256,bytes,uint8)",
        "execTransactionFromModuleReturnData(address,uint256,bytes,uint8)"}) {
    Transaction tx = with_data(to_bytes(parse_abi_signature(signature)->selector()));
    tx.data.resize(4 + 10 * 32);
    EXPECT_TRUE(asks(review(raw(tx)), "E_CALL_NOT_UNDERSTOOD"));
    for (const int operation : {1, 2, 0x80}) {
      tx.data[4 + 4 * 32 - 1] = static_cast<std::uint8_t>(operation);
      EXPECT_EQ(reason(raw(tx)), "E_SAFE_DELEGATECALL") << signature;
    }
  }
}

// ---- T11: addresses that look like one another

// The same ends, another middle.
EvmAddress look_alike(EvmAddress address) {
  for (std::size_t i = 2; i < 18; ++i) address[i] ^= 0x11;
  return address;
}

TEST(LookAlike, OfOurOwnAddressOrOfAKnownToken) {
  Transaction tx = payment();
  for (const EvmAddress& known : {my_address(), address(usdc)}) {
    tx.to = look_alike(known);
    EXPECT_TRUE(asks(review(payload(request_for(tx))), "E_ADDRESS_RESEMBLES"));
  }
  tx.to = my_address();
  EXPECT_FALSE(warns(review(payload(request_for(tx))), "E_ADDRESS_RESEMBLES"));
}

TEST(LookAlike, InCallsAndTypedData) {
  Transaction tx = token_call(CallKind::transfer, number("5"));
  Call call = read_call(tx);
  call.party = look_alike(my_address());
  tx.data = write_call(call);
  EXPECT_TRUE(asks(review(payload(request_for(tx))), "E_ADDRESS_RESEMBLES"));
  std::string mail = typed_mail();
  EXPECT_FALSE(warns(review(payload(typed_request(mail))), "E_ADDRESS_RESEMBLES"));
  const auto at = mail.rfind("0x");
  mail.replace(at, 42, eip55(look_alike(my_address())));
  EXPECT_TRUE(asks(review(payload(typed_request(mail))), "E_ADDRESS_RESEMBLES"));
}

// ---- Networks

TEST(UnknownChain, HasNoCurrency) {
  Transaction tx = payment();
  tx.chain_id = 609112567;
  const Review seen = review(raw(tx));
  EXPECT_EQ(warnings(seen), Names{"E_UNKNOWN_CHAIN_ID"});
  EXPECT_EQ(seen.network(), "chain 609112567");
  EXPECT_EQ(shown(seen, "network"), "* unknown [local]");
  EXPECT_EQ(shown(seen, "chain_id"), "* 609112567 [signed]");
  EXPECT_EQ(shown(seen, "value"), "* 1500000000000000000 wei [signed]");
  EXPECT_EQ(shown(seen, "fee"), "* at most 630000000000000 wei [signed]");
}

TEST(TestNetwork, IsSaid) {
  Transaction tx = payment();
  tx.chain_id = 11155111;
  EXPECT_EQ(shown(review(raw(tx)), "network"), "* Sepolia, a test network [local]");
  tx.chain_id = 137;
  EXPECT_EQ(shown(review(raw(tx)), "value"), "* 1.5 POL [signed]");
}

}  // namespace
}  // namespace coldquill::evm
