// `build evm`.
#include <coldquill/base/hex.h>
#include <coldquill/evm/build.h>
#include <gtest/gtest.h>

#include "evm_cases.h"

namespace coldquill::evm {
namespace {

using namespace test;
using Words = std::vector<std::pair<std::string, std::string>>;

const Words fees{
    {"--nonce", "7"}, {"--gas", "21000"}, {"--max-fee", "30"}, {"--priority-fee", "1"}};
const Words old_fees{{"--nonce", "7"}, {"--gas", "21000"}, {"--gas-price", "30"}};

Words with(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

Recipe recipe_of(const Words& words) {
  Recipe recipe;
  for (const auto& [name, value] : words) recipe.texts[name].push_back(value);
  return recipe;
}

Result<std::vector<Payload>> make(const Recipe& recipe,
                                  const std::optional<std::string>& network = "ethereum") {
  std::vector<KeyOrigin> origins;
  if (const auto paths = recipe_paths(recipe)) {
    for (const KeyPath& at : *paths) origins.push_back({me().fingerprint(), at});
  }
  Context context = me().context(origins);
  context.network = network;
  return build(recipe, context);
}

Result<std::vector<Payload>> make(const Words& words,
                                  const std::optional<std::string>& network = "ethereum") {
  return make(recipe_of(words), network);
}

Transaction made(const Words& words, const std::optional<std::string>& network = "ethereum") {
  const auto forms = make(words, network);
  EXPECT_TRUE(forms.ok()) << forms.error().what();
  return *Evm::decode(forms->at(1))->transaction();
}

std::string refusal(const Words& words, const std::optional<std::string>& network = "ethereum") {
  const auto forms = make(words, network);
  return forms ? std::string() : std::string(forms.error().reason());
}

const Words pay{{"--to", std::string(payee)}, {"--amount", "1.5"}};

TEST(Build, APaymentInEveryForm) {
  const auto forms = make(with(fees, pay));
  ASSERT_TRUE(forms.ok()) << forms.error().what();
  ASSERT_EQ(forms->size(), 3u);
  const char* kinds[] = {"eth-sign-request", "evm-tx", "evm-json"};
  for (std::size_t i = 0; i < 3; ++i) {
    const Payload& form = forms->at(i);
    EXPECT_EQ(form.kind, kinds[i]);
    EXPECT_EQ(Evm::recognise(form.bytes), kinds[i]);
    EXPECT_TRUE(*Evm::decode(form)->transaction() == payment());
    EXPECT_EQ(signing_path(form), first_path);
  }
  const Claims claims = Evm::decode(forms->front())->claims();
  EXPECT_EQ(claims.chain_id, 1u);
  EXPECT_EQ(claims.address, my_address());
  EXPECT_TRUE(claims.id.has_value());
}

TEST(Build, TheTypeFollowsFromTheFees) {
  EXPECT_TRUE(made(with(old_fees, pay)) == legacy_payment());
  Recipe listed = recipe_of(with(old_fees, pay));
  listed.texts["--gas"] = {"40000"};
  listed.files["--access-list"] = {to_bytes(view_of(
      R"([{"address": "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48", "storageKeys": [
        "0x1111111111111111111111111111111111111111111111111111111111111111",
        "0x2222222222222222222222222222222222222222222222222222222222222222"]},
       {"address": "0x71C7656EC7ab88b098defB751B7401B5f6d8976F", "storageKeys": []}])"))};
  const auto forms = make(listed);
  ASSERT_TRUE(forms.ok()) << forms.error().what();
  EXPECT_TRUE(*Evm::decode(forms->at(1))->transaction() == listed_payment());
}

TEST(Build, NetworksByNameAndNumber) {
  EXPECT_EQ(made(with(fees, pay), "sepolia").chain_id, 11155111u);
  EXPECT_EQ(made(with(fees, with(pay, {{"--chain-id", "609112567"}})), {}).chain_id, 609112567u);
  EXPECT_EQ(made(with(fees, with(pay, {{"--chain-id", "1"}}))).chain_id, 1u);
  EXPECT_EQ(refusal(with(fees, with(pay, {{"--chain-id", "10"}}))), "E_EVM_BUILD");
  EXPECT_EQ(refusal(with(fees, with(pay, {{"--chain-id", "0"}})), {}), "E_EVM_BUILD");
  EXPECT_EQ(refusal(with(fees, pay), {}), "E_EVM_BUILD");
  EXPECT_EQ(refusal(with(fees, pay), "moon"), "E_UNKNOWN_NETWORK");
}

TEST(Build, From) {
  const auto forms = make(with(fees, with(pay, {{"--from", "m/44'/60'/2'/0/9"}})));
  ASSERT_TRUE(forms.ok());
  EXPECT_EQ(signing_path(forms->front()), "m/44'/60'/2'/0/9");
  EXPECT_EQ(Evm::decode(forms->front())->claims().address, my_address("m/44'/60'/2'/0/9"));
  EXPECT_EQ(recipe_paths(recipe_of({}))->front(), path(first_path));
  EXPECT_EQ(refusal(with(fees, with(pay, {{"--from", "m/x"}}))), "E_BAD_PATH");
}

TEST(Build, Amounts) {
  const auto value = [](const std::string& name, const std::string& text) {
    return made(with(fees, {{"--to", std::string(payee)}, {name, text}})).value;
  };
  EXPECT_EQ(value("--amount", "0.000000000000000001"), Uint256(1));
  EXPECT_EQ(value("--raw-amount", "1500000000000000000"), number("1500000000000000000"));
  const auto bad = [](const std::string& text) {
    return refusal(with(fees, {{"--to", std::string(payee)}, {"--amount", text}}));
  };
  for (const char* text : {"", "1e3", "-1", "1.0000000000000000001", "0x1", "1,5", " 1"}) {
    EXPECT_EQ(bad(text), "E_BAD_AMOUNT") << text;
  }
}

TEST(Build, TokensOfOurList) {
  const Words send{
      {"--token", std::string(usdc)}, {"--to", std::string(payee)}, {"--amount", "2.5"}};
  const Transaction tx = made(with(fees, send));
  EXPECT_EQ(tx.to, address(usdc));
  EXPECT_TRUE(tx.value.zero());
  EXPECT_EQ(tx.data, token_call(CallKind::transfer, number("2500000")).data);
  // On another network it is another token, whose unit nobody here knows.
  EXPECT_EQ(refusal(with(fees, send), "optimism"), "E_EVM_BUILD");
  const Words in_units{
      {"--token", std::string(usdc)}, {"--to", std::string(payee)}, {"--raw-amount", "2500000"}};
  EXPECT_EQ(made(with(fees, in_units), "optimism").data, tx.data);
  EXPECT_EQ(refusal(with(fees, {{"--token", std::string(usdc)}, {"--amount", "1"}})),
            "E_EVM_BUILD");
}

TEST(Build, Calls) {
  const Words call{{"--to", std::string(usdc)},
                   {"--call", "approve(address,uint256)"},
                   {"--arg", std::string(payee)},
                   {"--arg", "1000000"}};
  EXPECT_EQ(made(with(fees, call)).data, token_call(CallKind::approve, number("1000000")).data);
  Recipe by_name = recipe_of(with(fees, call));
  by_name.texts["--call"] = {"approve"};
  by_name.files["--abi"] = {to_bytes(view_of(
      R"([{"type": "function", "name": "approve", "inputs": [{"name": "spender", "type": "address"},
        {"name": "amount", "type": "uint256"}], "outputs": [], "stateMutability": "nonpayable"}])"))};
  const auto forms = make(by_name);
  ASSERT_TRUE(forms.ok()) << forms.error().what();
  EXPECT_TRUE(*Evm::decode(forms->at(1))->transaction() == made(with(fees, call)));
  Words one_argument = with(fees, call);
  one_argument.pop_back();
  EXPECT_NE(refusal(one_argument), "");
}

TEST(Build, Data) {
  EXPECT_EQ(made(with(fees, {{"--to", std::string(payee)}, {"--data", "0xC0ffee"}})).data,
            *from_hex("c0ffee"));
  const Transaction creation = made(with(fees, {{"--data", "0x6000"}}));
  EXPECT_FALSE(creation.to);
  EXPECT_EQ(refusal(with(fees, {{"--to", std::string(payee)}, {"--data", "0xc0f"}})),
            "E_EVM_BUILD");
}

TEST(Build, Addresses) {
  const auto to = [](const std::string& text) {
    return refusal(with(fees, {{"--to", text}, {"--amount", "1"}}));
  };
  EXPECT_EQ(to("0x71C7656EC7ab88b098defB751B7401B5f6d8976F"), "");
  EXPECT_EQ(to("ethereum:0x71C7656EC7ab88b098defB751B7401B5f6d8976F@1"), "E_BAD_EVM_ADDRESS");
  EXPECT_EQ(to("0x71c7656EC7ab88b098defB751B7401B5f6d8976F"), "E_EVM_CHECKSUM");
  EXPECT_EQ(to("0x71"), "E_BAD_EVM_ADDRESS");
  EXPECT_EQ(to("vitalik.eth"), "E_BAD_EVM_ADDRESS");
}

// ---- Payment links (ERC-681)

constexpr const char* link = "ethereum:0x71C7656EC7ab88b098defB751B7401B5f6d8976F";
constexpr const char* usdc_link =
    "ethereum:0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48@1/transfer"
    "?address=0x71C7656EC7ab88b098defB751B7401B5f6d8976F";

Words pay_by(const std::string& text, const Words& more = {}) {
  return with(with(fees, {{"--pay", text}}), more);
}

TEST(Build, PaymentLinksSayWhatTheOptionsWouldSay) {
  const Bytes plain = make(with(fees, pay))->at(1).bytes;
  const std::string capitals = "ETHEREUM:pay-" + std::string(link).substr(9);
  for (const std::string& text :
       {std::string(link) + "@1?value=1.5e18", capitals + "?value=1500000000000000000",
        std::string(link) + "?gasLimit=21000&value=+15E17&gasPrice=1e9"}) {
    EXPECT_EQ(make(pay_by(text))->at(1).bytes, plain) << text;
  }
  EXPECT_EQ(make(pay_by(link, {{"--amount", "1.5"}}))->at(1).bytes, plain);
  // The link names the network, when nothing else does.
  EXPECT_EQ(made(pay_by(std::string(link) + "@8453?value=1"), std::nullopt).chain_id, 8453u);
}

TEST(Build, PaymentLinksInTokens) {
  const Words words{{"--token", std::string(usdc)}, {"--to", std::string(payee)}};
  const Bytes plain = make(with(with(fees, words), {{"--raw-amount", "2500000"}}))->at(1).bytes;
  EXPECT_EQ(make(pay_by(usdc_link + std::string("&uint256=2.5e6")))->at(1).bytes, plain);
  EXPECT_EQ(make(pay_by(usdc_link, {{"--amount", "2.5"}}))->at(1).bytes, plain);
}

TEST(Build, PaymentLinksThatAreRefused) {
  const std::pair<std::string, const char*> tails[] = {
      {"@5?value=1", "E_WRONG_CHAIN"},
      {"@0?value=1", "E_BAD_PAYMENT_LINK"},
      {"@01?value=1", "E_BAD_PAYMENT_LINK"},
      {"@mainnet?value=1", "E_BAD_PAYMENT_LINK"},
      {"?value=1&value=2", "E_BAD_PAYMENT_LINK"},
      {"?value", "E_BAD_PAYMENT_LINK"},
      {"?=1", "E_BAD_PAYMENT_LINK"},
      {"?value=%31", "E_BAD_PAYMENT_LINK"},
      {"?value=1#x", "E_BAD_PAYMENT_LINK"},
      {"?VALUE=1", "E_UNSUPPORTED_PAYMENT_LINK"},
      {"?value=1&data=0x00", "E_UNSUPPORTED_PAYMENT_LINK"},
      {"/approve?address=0x71C7656EC7ab88b098defB751B7401B5f6d8976F", "E_UNSUPPORTED_PAYMENT_LINK"},
      {"?value=-1", "E_BAD_AMOUNT"},
      {"?value=1.5", "E_BAD_AMOUNT"},
      {"?value=1e", "E_BAD_AMOUNT"},
      {"?value=1e78", "E_BAD_AMOUNT"},
      {"?value=9e77", "E_BAD_AMOUNT"},
      {"?value=1&gas=x", "E_BAD_AMOUNT"},
      {"", "E_EVM_BUILD"},
  };
  for (const auto& [tail, reason] : tails) EXPECT_EQ(refusal(pay_by(link + tail)), reason) << tail;
  EXPECT_EQ(refusal(pay_by("ethereum:0x71c7656EC7ab88b098defB751B7401B5f6d8976F?value=1")),
            "E_EVM_CHECKSUM");
  EXPECT_EQ(refusal(pay_by("ethereum:vitalik.eth?value=1")), "E_BAD_EVM_ADDRESS");
  EXPECT_EQ(refusal(pay_by("bitcoin:175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W")), "E_BAD_PAYMENT_LINK");
  EXPECT_EQ(refusal(pay_by(std::string(link) + "?value=" + std::string(5000, '1'))), "E_TOO_LARGE");
  EXPECT_EQ(refusal(pay_by(std::string(usdc_link) + "&uint256=1&value=1")),
            "E_UNSUPPORTED_PAYMENT_LINK");
  EXPECT_EQ(
      refusal(pay_by("ethereum:0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48/transfer?uint256=1")),
      "E_BAD_PAYMENT_LINK");
  const Words twice[] = {{{"--to", std::string(payee)}}, {{"--amount", "1"}}, {{"--data", "0x"}}};
  for (const Words& more : twice) {
    EXPECT_EQ(refusal(pay_by(std::string(link) + "?value=1", more)), "E_EVM_BUILD");
  }
}

TEST(Build, WordsThatDoNotGoTogether) {
  const std::string contract(usdc);
  const Words wrong[] = {
      with(fees, with(pay, {{"--raw-amount", "1"}})),
      with(fees, with(pay, {{"--gas-price", "1"}})),
      with(old_fees, with(pay, {{"--priority-fee", "1"}})),
      with(fees, with(pay, {{"--data", "0x"}, {"--call", "f()"}})),
      with(fees, with(pay, {{"--token", contract}, {"--data", "0x00"}})),
      with(fees, with(pay, {{"--token", contract}, {"--call", "f()"}})),
      with(fees, with(pay, {{"--arg", "1"}})),
      with({{"--nonce", "7"}, {"--gas", "21000"}}, pay),
      with(fees, {{"--amount", "1"}}),
      with(fees, {{"--call", "f()"}}),
      with({{"--nonce", "x"}, {"--gas", "21000"}, {"--gas-price", "1"}}, pay),
      with({{"--nonce", "7"}, {"--gas", "18446744073709551616"}, {"--gas-price", "1"}}, pay),
  };
  EXPECT_EQ(refusal(with(fees, pay)), "");
  for (std::size_t i = 0; i < std::size(wrong); ++i) {
    EXPECT_EQ(refusal(wrong[i]), "E_EVM_BUILD") << i;
  }
}

// The same recipe is the same request, and another one has another id.
TEST(Build, TheIdIsThatOfTheTransaction) {
  const auto id = [](const Words& words) {
    const auto forms = make(words);
    return Evm::decode(forms->front())->claims().id;
  };
  EXPECT_EQ(id(with(fees, pay)), id(with(fees, pay)));
  EXPECT_NE(id(with(fees, pay)), id(with(old_fees, pay)));
}

// What is built is nothing that resolve refuses.
TEST(Build, APriorityBeyondTheWholeFee) {
  const auto priority = [](const std::string& gwei) {
    return refusal(with({{"--nonce", "7"}, {"--gas", "21000"}, {"--max-fee", "1"}},
                        with(pay, {{"--priority-fee", gwei}})));
  };
  EXPECT_EQ(priority("1"), "");
  EXPECT_EQ(priority("1.000000001"), "E_EVM_BUILD");
}

}  // namespace
}  // namespace coldquill::evm
