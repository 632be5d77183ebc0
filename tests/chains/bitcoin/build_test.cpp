#include <coldquill/base/hex.h>
#include <coldquill/bitcoin/build.h>
#include <coldquill/bitcoin/family.h>
#include <gtest/gtest.h>

#include "wallet.h"

namespace coldquill::bitcoin {
namespace {

using test::Wallet;

constexpr const char* stranger = "bc1qnjg0jd8228aq7egyzacy8cys3knf9xvrerkf9g";
constexpr const char* coin = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0:1,";

Context context_of(const Recipe& recipe, std::optional<std::string> network = {}) {
  std::vector<KeyOrigin> origins;
  const auto paths = recipe_paths(recipe);
  if (paths) {
    for (const KeyPath& path : *paths) origins.push_back({Wallet::abandon().fingerprint(), path});
  }
  Context context = Wallet::abandon().context(origins);
  context.network = std::move(network);
  return context;
}

Result<Payload> build(const Recipe& recipe, std::optional<std::string> network = {}) {
  CQ_TRY(forms, Bitcoin::facets().build(recipe, context_of(recipe, std::move(network))));
  return std::move(forms.front());
}

// One coin of 0.01 BTC, a payment of 0.006, change, a fee of 1000 sat.
Recipe simple() {
  Recipe recipe;
  recipe.texts["--input"] = {std::string(coin) + "path=m/84'/0'/0'/0/0,amount=0.01"};
  recipe.texts["--to"] = {std::string(stranger) + "=0.006"};
  recipe.texts["--change"] = {"m/84'/0'/0'/1/0"};
  recipe.texts["--fee"] = {"1000"};
  return recipe;
}

Recipe with(Recipe recipe, const std::string& option, std::vector<std::string> texts) {
  recipe.texts[option] = std::move(texts);
  return recipe;
}

Recipe without(Recipe recipe, const std::string& option) {
  recipe.texts.erase(option);
  return recipe;
}

std::string_view reason_for(const Recipe& recipe, std::optional<std::string> network = {}) {
  const auto made = build(recipe, std::move(network));
  return made ? "none" : made.error().reason();
}

Plan plan_of(const Payload& payload, std::optional<std::string> network = {}) {
  const auto tx = Bitcoin::decode(payload);
  EXPECT_TRUE(tx.ok()) << tx.error().what();
  Context context = Wallet::abandon().context(Bitcoin::key_origins(*tx));
  context.network = std::move(network);
  auto plan = Bitcoin::resolve(*tx, context);
  EXPECT_TRUE(plan.ok()) << plan.error().what();
  return *std::move(plan);
}

// A transaction that pays one output to each path.
struct Paid {
  Transaction tx;
  Bytes bytes;
  [[nodiscard]] std::string input(std::size_t i, std::string_view path) const {
    return tx.txid().text() + ":" + std::to_string(i) + ",path=" + std::string(path);
  }
};

SingleKeyForm form_of(std::string_view path) {
  if (path.starts_with("m/44'")) return SingleKeyForm::p2pkh;
  if (path.starts_with("m/49'")) return SingleKeyForm::p2sh_p2wpkh;
  return path.starts_with("m/84'") ? SingleKeyForm::p2wpkh : SingleKeyForm::p2tr;
}

Paid paid_to(const std::vector<std::string>& paths, Sat amount) {
  Transaction tx;
  tx.inputs.push_back({{Txid{{7}}, 0}});
  for (const std::string& path : paths) {
    tx.outputs.push_back({amount, Wallet::abandon().script(test::path(path), form_of(path))});
  }
  return {tx, serialize(tx, WitnessForm::allowed)};
}

// Put together by hand from the keys that BIP-0084 publishes.
TEST(Build, GoldenBytes) {
  const auto made = build(simple());
  ASSERT_TRUE(made.ok()) << made.error().what();
  EXPECT_EQ(made->kind, "psbt");
  EXPECT_EQ(
      to_hex(made->bytes),
      "70736274ff0100710200000001f0e1d2c3b4a5968778695a4b3c2d1e0ff0e1d2c3b4a5968778695a4b3c2d1e0f01"
      "00000000fdffffff02c0270900000000001600149c90f934ea51fa0f6504177043e0908da6929983981606000000"
      "00001600143e34985dca6fddc9fb369940e4c7d8e2873f529c000000000001011f40420f0000000000160014c0ce"
      "bcd6c3d3ca8c75dc5ec62ebe55330ef910e222060330d54fd0dd420a6e5f8d3624f5f3482cae350f79d5f0753bf5"
      "beef9c2d91af3c1873c5da0a54000080000000800000008000000000000000000000220203025324888e429ab8e3"
      "dbaf1f7802648b9cd01e9b418485c5fa4c1b9b5700e1a61873c5da0a540000800000008000000080010000000000"
      "000000");
}

TEST(Build, ReviewsWithChangeAndWithoutWarnings) {
  const auto made = build(simple());
  ASSERT_TRUE(made.ok());
  const auto draft = test::prepare_for<Bitcoin>(Wallet::abandon(), *made);
  ASSERT_TRUE(draft.ok()) << draft.error().what();
  EXPECT_TRUE(draft->review().warnings().empty()) << draft->review().text();
  const Plan plan = plan_of(*made);
  EXPECT_EQ(plan.fee, 1000u);
  EXPECT_EQ(plan.outputs[0].role, Role::payment);
  EXPECT_EQ(plan.outputs[1].role, Role::change);
  EXPECT_EQ(plan.tx.unsigned_tx().outputs[1].value, 399'000u);
  EXPECT_EQ(plan.tx.unsigned_tx().inputs[0].sequence, 0xFFFFFFFDu);
}

TEST(Build, EveryFormWithPreviousTransactions) {
  const std::vector<std::string> paths{"m/44'/0'/0'/0/1", "m/49'/0'/0'/0/2", "m/84'/0'/0'/0/3",
                                       "m/86'/0'/0'/0/4"};
  const Paid paid = paid_to(paths, 100'000);
  for (const char* change :
       {"m/44'/0'/0'/1/1", "m/49'/0'/0'/1/1", "m/84'/0'/0'/1/1", "m/86'/0'/0'/1/1"}) {
    Recipe recipe = with(simple(), "--change", {change});
    recipe.texts["--input"].clear();
    for (std::size_t i = 0; i < paths.size(); ++i) {
      recipe.texts["--input"].push_back(paid.input(i, paths[i]));
    }
    recipe.texts["--to"] = {std::string(stranger) + "=0.002", "data:636f6c647175696c6c"};
    recipe.files["--previous"] = {paid.bytes};
    const auto made = build(recipe);
    ASSERT_TRUE(made.ok()) << made.error().what();
    const auto draft = test::prepare_for<Bitcoin>(Wallet::abandon(), *made);
    ASSERT_TRUE(draft.ok()) << draft.error().what();
    EXPECT_TRUE(draft->review().warnings().empty()) << draft->review().text();
    const Plan plan = plan_of(*made);
    EXPECT_EQ(plan.jobs.size(), 4u);
    EXPECT_EQ(plan.outputs[1].role, Role::data);
    EXPECT_EQ(plan.outputs[2].role, Role::change);
    for (const InputPlan& input : plan.inputs) EXPECT_EQ(input.proof, Proof::previous_tx);
    EXPECT_EQ(Wallet::abandon().sign(*draft).size(), 4u);
  }
}

TEST(Build, TaprootAmountsNeedNoPreviousTransaction) {
  Recipe recipe = with(simple(), "--input",
                       {std::string(coin) + "path=m/86'/0'/0'/0/0,amount=0.005",
                        "11" + std::string(coin).substr(2) + "path=m/86'/0'/0'/0/0,amount=.005"});
  recipe.texts["--change"] = {"m/86'/0'/0'/1/0"};
  const auto made = build(recipe);
  ASSERT_TRUE(made.ok()) << made.error().what();
  const Plan plan = plan_of(*made);
  EXPECT_TRUE(plan.warnings.empty());
  EXPECT_EQ(plan.total_in, 1'000'000u);
}

TEST(Build, FeeByRateIsRoundedUp) {
  for (const auto& [text, thousandths] :
       {std::pair{"1", 1000u}, {"2.5", 2500u}, {"1.001", 1001u}, {"0.5", 500u}}) {
    const auto made = build(without(with(simple(), "--fee-rate", {text}), "--fee"));
    ASSERT_TRUE(made.ok()) << made.error().what();
    const Plan plan = plan_of(*made);
    EXPECT_EQ(plan.vsize, 141u);
    EXPECT_EQ(plan.fee, (141u * thousandths + 999) / 1000) << text;
    EXPECT_EQ(plan.outputs.size(), 2u);
  }
}

TEST(Build, NothingLeftNeedsNoChange) {
  Recipe recipe = with(simple(), "--to", {std::string(stranger) + "=0.00999"});
  for (const Recipe& one : {recipe, without(recipe, "--change")}) {
    const auto made = build(one);
    ASSERT_TRUE(made.ok()) << made.error().what();
    EXPECT_EQ(plan_of(*made).outputs.size(), 1u);
  }
}

TEST(Build, PaymentUris) {
  const auto made = build(with(
      simple(), "--to", {std::string("BITCOIN:") + stranger + "?amount=0.006&label=Rent%20May"}));
  ASSERT_TRUE(made.ok()) << made.error().what();
  EXPECT_EQ(made->bytes, build(simple())->bytes);
  EXPECT_EQ(reason_for(with(simple(), "--to", {std::string("bitcoin:") + stranger})), "E_BUILD");
  EXPECT_EQ(reason_for(with(simple(), "--to",
                            {std::string("bitcoin:") + stranger + "?amount=0.1&req-x=1"})),
            "E_UNSUPPORTED_PAYMENT_URI");
}

TEST(Build, PaymentLinksAlone) {
  Recipe recipe = simple();
  recipe.texts.erase("--to");
  EXPECT_EQ(reason_for(recipe), "E_BUILD");
  const auto pay = [&](const std::string& text) { return with(recipe, "--pay", {text}); };
  const std::string link = std::string("bitcoin:") + stranger;
  const auto made = build(pay(link + "?amount=0.006"));
  ASSERT_TRUE(made.ok()) << made.error().what();
  EXPECT_EQ(made->bytes, build(simple())->bytes);
  EXPECT_EQ(reason_for(pay(stranger)), "E_BAD_PAYMENT_URI");
  EXPECT_EQ(reason_for(pay(link)), "E_BUILD");
  EXPECT_EQ(reason_for(pay(link + "?amount=0.006000001")), "E_BAD_AMOUNT");
  EXPECT_EQ(reason_for(pay(link + "?amount=%30.006")), "E_BAD_AMOUNT");
  EXPECT_EQ(reason_for(pay(link + "?amount=0.006&AMOUNT=0.006")), "E_BAD_PAYMENT_URI");
  EXPECT_EQ(reason_for(pay("bitcoin:bc1Qnjg0jd8228aq7egyzacy8cys3knf9xvrerkf9g?amount=0.006")),
            "E_BAD_ADDRESS");
  EXPECT_EQ(reason_for(pay("bitcoin:tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx?amount=0.006")),
            "E_ADDRESS_NETWORK");
}

TEST(Build, LockTimeVersionAndSequence) {
  Recipe recipe = with(with(simple(), "--locktime", {"840000"}), "--version", {"1"});
  recipe.texts["--input"][0] += ",sequence=4294967294";
  const auto made = build(recipe);
  ASSERT_TRUE(made.ok()) << made.error().what();
  const Transaction tx = plan_of(*made).tx.unsigned_tx();
  EXPECT_EQ(tx.lock_time, 840'000u);
  EXPECT_EQ(tx.version, 1u);
  EXPECT_EQ(tx.inputs[0].sequence, 0xFFFFFFFEu);
}

TEST(Build, NetworkIsThatOfThePaths) {
  Recipe recipe =
      with(simple(), "--input", {std::string(coin) + "path=m/84'/1'/0'/0/0,amount=0.01"});
  recipe.texts["--change"] = {"m/84'/1'/0'/1/0"};
  EXPECT_EQ(reason_for(recipe), "E_ADDRESS_NETWORK");
  recipe.texts["--to"] = {"tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx=0.006"};
  EXPECT_EQ(reason_for(recipe), "none");
  EXPECT_EQ(reason_for(recipe, "signet"), "none");
  EXPECT_EQ(reason_for(recipe, "regtest"), "E_ADDRESS_NETWORK");
  EXPECT_EQ(reason_for(recipe, "mainnet"), "E_NETWORK_MIX");
  EXPECT_EQ(reason_for(recipe, "nonet"), "E_UNKNOWN_NETWORK");
  recipe.texts["--change"] = {"m/84'/0'/0'/1/0"};
  EXPECT_EQ(reason_for(recipe), "E_NETWORK_MIX");
  EXPECT_EQ(reason_for(with(with(simple(), "--change", {"m/84'/2'/0'/1/0"}), "--input",
                            {std::string(coin) + "path=m/84'/2'/0'/0/0,amount=0.01"})),
            "E_NETWORK_MIX");
}

TEST(Build, DustIsRefusedAndNeverDropped) {
  // 293, 294 sat of change: the limit of P2WPKH is 294.
  EXPECT_EQ(reason_for(with(simple(), "--to", {std::string(stranger) + "=0.00998707"})), "E_DUST");
  EXPECT_EQ(reason_for(with(simple(), "--to", {std::string(stranger) + "=0.00998706"})), "none");
  struct Limit {
    const char* address;
    const char* too_little;
    const char* enough;
  };
  for (const Limit& limit :
       {Limit{"1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA", "545", "546"},
        {"37VucYSaXLCAsxYyAPfbSi9eh4iEcbShgf", "539", "540"},
        {stranger, "293", "294"},
        {"bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3", "329", "330"},
        {"bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr", "329", "330"}}) {
    const std::string start = std::string(limit.address) + "=0.00000";
    EXPECT_EQ(reason_for(with(simple(), "--to", {start + limit.too_little})), "E_DUST");
    EXPECT_EQ(reason_for(with(simple(), "--to", {start + limit.enough})), "none");
  }
  EXPECT_EQ(reason_for(with(simple(), "--to", {std::string(stranger) + "=0"})), "E_DUST");
}

// A review would ask about these; nobody means them.
TEST(Build, AddressesThatAnybodyOrNobodyCanSpendFrom) {
  const auto to = [](const std::string& address, const char* amount = "0.006") {
    return reason_for(with(simple(), "--to", {address + "=" + amount}));
  };
  EXPECT_EQ(to("bc1zpyysjzgfpyysjzgfpyysjzgfpyysjzgfpyysjzgfpyysjzgfpyys9r6a40"),
            "E_ANYONE_CAN_SPEND");  // version 2
  EXPECT_EQ(to("bc1ppyysjzgfpyysjzgfpyysjzgfpyysjzgf4rdrza"), "E_ANYONE_CAN_SPEND");
  EXPECT_EQ(to("bc1pfeessrawgf"), "E_ANYONE_CAN_SPEND");
  EXPECT_EQ(to("bc1pfeessrawgf", "0.00000240"), "none");  // an anchor
  EXPECT_EQ(to("bc1plllllllllllllllllllllllllllllllllllllllllllllllllllsr7rg6v"), "E_UNSPENDABLE");
  EXPECT_EQ(to("bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr"), "none");
}

TEST(Build, AmountsMustAddUp) {
  EXPECT_EQ(reason_for(without(simple(), "--change")), "E_CHANGE_MISSING");
  EXPECT_EQ(reason_for(with(simple(), "--to", {std::string(stranger) + "=0.01"})),
            "E_OUTPUTS_EXCEED_INPUTS");
  EXPECT_EQ(reason_for(with(simple(), "--fee", {"400001"})), "E_OUTPUTS_EXCEED_INPUTS");
  EXPECT_EQ(reason_for(with(simple(), "--fee", {"400000"})), "none");
  EXPECT_EQ(reason_for(with(simple(), "--to", {std::string(stranger) + "=21000000.00000001"})),
            "E_AMOUNT_RANGE");
  EXPECT_EQ(
      reason_for(with(simple(), "--to",
                      {std::string(stranger) + "=20000000", std::string(stranger) + "=1000000.1"})),
      "E_AMOUNT_RANGE");
  // By rate: enough for the payment, and too little for change beside it.
  Recipe tight = without(with(simple(), "--fee-rate", {"10"}), "--fee");
  EXPECT_EQ(reason_for(with(tight, "--to", {std::string(stranger) + "=0.00998800"})), "E_DUST");
  EXPECT_EQ(reason_for(with(tight, "--to", {std::string(stranger) + "=0.00999000"})),
            "E_OUTPUTS_EXCEED_INPUTS");
  EXPECT_EQ(reason_for(with(tight, "--fee-rate", {"1000000"})), "E_OUTPUTS_EXCEED_INPUTS");
}

TEST(Build, PreviousTransactionsAreChecked) {
  const Paid paid = paid_to({"m/84'/0'/0'/0/0", "m/44'/0'/0'/0/0"}, 1'000'000);
  const auto recipe = [&](const std::string& input, std::vector<Bytes> previous) {
    Recipe out = with(simple(), "--input", {input});
    out.files["--previous"] = std::move(previous);
    return out;
  };
  const std::string segwit = paid.input(0, "m/84'/0'/0'/0/0");
  const std::string legacy = paid.input(1, "m/44'/0'/0'/0/0");
  EXPECT_EQ(reason_for(recipe(segwit, {paid.bytes})), "none");
  EXPECT_EQ(reason_for(recipe(segwit + ",amount=0.01", {paid.bytes})), "none");
  EXPECT_EQ(reason_for(recipe(segwit + ",amount=0.011", {paid.bytes})), "E_UTXO_CONFLICT");
  EXPECT_EQ(reason_for(recipe(segwit, {})), "E_BUILD");
  EXPECT_EQ(reason_for(recipe(legacy, {paid.bytes})), "none");
  EXPECT_EQ(reason_for(recipe(legacy + ",amount=0.01", {})), "E_PREVIOUS_TX_MISSING");
  // The output of another key, no output, another transaction, no transaction.
  EXPECT_EQ(reason_for(recipe(paid.input(0, "m/84'/0'/0'/0/1"), {paid.bytes})), "E_UTXO_CONFLICT");
  EXPECT_EQ(reason_for(recipe(paid.input(0, "m/86'/0'/0'/0/0"), {paid.bytes})), "E_UTXO_CONFLICT");
  EXPECT_EQ(reason_for(recipe(paid.input(2, "m/84'/0'/0'/0/0"), {paid.bytes})),
            "E_PREVIOUS_TX_MISMATCH");
  const Paid other = paid_to({"m/84'/0'/0'/0/5"}, 5);
  EXPECT_EQ(reason_for(recipe(segwit, {paid.bytes, other.bytes})), "E_PREVIOUS_TX_MISMATCH");
  EXPECT_NE(reason_for(recipe(segwit, {Bytes{1, 2, 3}})), "none");
  Bytes longer = paid.bytes;
  longer.push_back(0);
  EXPECT_NE(reason_for(recipe(segwit, {longer})), "none");
}

TEST(Build, TextsThatCannotBeRead) {
  const std::string path = "path=m/84'/0'/0'/0/0";
  const std::string start = std::string(coin);
  for (const std::string& input : std::vector<std::string>{
           "", "abc", start, start + path, start + "amount=0.01", start + path + ",amount=0.01,",
           start + path + "," + path + ",amount=0.01", start + path + ",amount=0.01,x=1",
           start + path + ",amount", "0f:1," + path + ",amount=0.01",
           start.substr(0, 64) + "," + path + ",amount=0.01",
           start.substr(0, 65) + "x," + path + ",amount=0.01",
           start.substr(0, 65) + "4294967296," + path + ",amount=0.01",
           start + path + ",amount=0.01,sequence=4294967296",
           start + path + ",amount=0.01,sequence=-1"}) {
    EXPECT_EQ(reason_for(with(simple(), "--input", {input})), "E_BUILD") << input;
  }
  for (const char* odd : {"m/84'/0'/0'/0", "m/84'/0'/0'/2/0", "m/84'/0'/0'/0/0'", "m/48'/0'/0'/0/0",
                          "m/84/0/0/0/0", "m/84'/0'/0'/0/0/0", "x", ""}) {
    EXPECT_EQ(reason_for(with(simple(), "--change", {odd})), "E_BAD_PATH") << odd;
    EXPECT_EQ(reason_for(with(simple(), "--input", {start + "path=" + odd + ",amount=0.01"})),
              "E_BAD_PATH")
        << odd;
  }
  for (const char* amount : {"1e-2", "0 01", "", "-1", "0.123456789"}) {
    EXPECT_EQ(reason_for(with(simple(), "--input", {start + path + ",amount=" + amount})),
              "E_BAD_AMOUNT")
        << amount;
    EXPECT_EQ(reason_for(with(simple(), "--to", {std::string(stranger) + "=" + amount})),
              "E_BAD_AMOUNT")
        << amount;
  }
  EXPECT_EQ(reason_for(with(simple(), "--to", {stranger})), "E_BUILD");
  EXPECT_EQ(reason_for(with(simple(), "--to", {"=0.006"})), "E_BAD_ADDRESS");
  EXPECT_EQ(reason_for(with(simple(), "--to", {"data:"})), "E_BUILD");
  EXPECT_EQ(reason_for(with(simple(), "--to", {"data:0"})), "E_MALFORMED");
  EXPECT_EQ(reason_for(with(simple(), "--to", {"data:" + std::string(160, '0')})), "none");
  EXPECT_EQ(reason_for(with(simple(), "--to", {"data:" + std::string(162, '0')})), "E_BUILD");
  EXPECT_EQ(reason_for(with(simple(), "--to", {"data:00", "data:01"})), "E_BUILD");
  for (const char* fee : {"", "1.5", "-1", "0x1", "2100000000000001"}) {
    EXPECT_EQ(reason_for(with(simple(), "--fee", {fee})), "E_BUILD") << fee;
  }
  const Recipe by_rate = without(simple(), "--fee");
  EXPECT_EQ(reason_for(by_rate), "E_BUILD");
  EXPECT_EQ(reason_for(with(simple(), "--fee-rate", {"1"})), "E_BUILD");
  EXPECT_EQ(reason_for(with(by_rate, "--fee-rate", {"1.0001"})), "E_BAD_AMOUNT");
  EXPECT_EQ(reason_for(with(by_rate, "--fee-rate", {"1000000.001"})), "E_BUILD");
  EXPECT_EQ(reason_for(with(simple(), "--version", {"4"})), "E_BUILD");
  EXPECT_EQ(reason_for(with(simple(), "--locktime", {"4294967296"})), "E_BUILD");
  EXPECT_EQ(reason_for(with(simple(), "--fee", {"1", "2"})), "E_BUILD");
  EXPECT_EQ(reason_for(with(simple(), "--fees", {"1"})), "E_BUILD");
  EXPECT_EQ(reason_for(without(simple(), "--input")), "E_BUILD");
  EXPECT_EQ(reason_for(without(simple(), "--to")), "E_BUILD");
  EXPECT_EQ(
      reason_for(with(simple(), "--input",
                      {start + path + ",amount=0.01", start + "path=m/84'/0'/0'/0/1,amount=0.01"})),
      "E_DUPLICATE_INPUT");
}

TEST(Build, NeedsTheKeys) {
  EXPECT_EQ(build_psbt(simple(), Context{}).error().reason(), "E_NOTHING_RECOGNISED");
  EXPECT_EQ(recipe_paths(simple())->size(), 2u);
  EXPECT_EQ(recipe_paths(Recipe{}).error().reason(), "E_BUILD");
  EXPECT_FALSE(Bitcoin::facets().recipe_options.empty());
}

}  // namespace
}  // namespace coldquill::bitcoin
