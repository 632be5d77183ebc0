#include "bitcoin_cases.h"

#include <psbt_builder.h>
#include <support/vectors.h>

namespace coldquill::laws {
namespace {

using namespace bitcoin;
using bitcoin::test::Proofs;
using bitcoin::test::PsbtBuilder;
using coldquill::test::Wallet;
using enum SingleKeyForm;

const Wallet& me() {
  return Wallet::abandon();
}

Context context_for(const Payload& payload) {
  const auto tx = Bitcoin::decode(payload);
  return me().context(Bitcoin::key_origins(*tx));
}

Result<std::vector<Signature>> sign(const std::vector<SigningJob>& jobs) {
  CQ_TRY(draft, SealedDraft::open(SealedDraft::seal({}, "", {}, jobs)));
  const Consent consent{draft.consent_id(), {}};
  CQ_TRY(approved, Approved::give(std::move(draft), consent));
  return me().vault().sign(approved);
}

Bytes without_signatures(const Bytes& answer) {
  Psbt psbt = *parse_psbt(answer);
  for (FieldMap& input : psbt.inputs) {
    input.remove(input_type::partial_sig);
    input.remove(input_type::tap_key_sig);
  }
  return serialize_psbt(psbt);
}

Case case_of(std::string name, const PsbtBuilder& builder) {
  Case c{std::move(name), builder.payload()};
  c.context = context_for(c.payload);
  c.sign = sign;
  c.without_signatures = without_signatures;
  return c;
}

void swap_outputs(PsbtBuilder& builder, std::size_t a, std::size_t b) {
  std::swap(builder.tx().outputs.at(a), builder.tx().outputs.at(b));
  std::swap(builder.output(a), builder.output(b));
}

void swap_inputs(PsbtBuilder& builder, std::size_t a, std::size_t b) {
  std::swap(builder.tx().inputs.at(a), builder.tx().inputs.at(b));
  std::swap(builder.input(a), builder.input(b));
}

// Sat that move from one coin to another: the sum stays.
void shift_inputs(PsbtBuilder& builder, std::size_t a, std::size_t b, Sat amount) {
  TxOut from = builder.previous(a).outputs[1];
  TxOut to = builder.previous(b).outputs[1];
  from.value -= amount;
  to.value += amount;
  builder.set_utxo(a, from);
  builder.set_utxo(b, to);
}

template <class Change>
Payload changed(const PsbtBuilder& base, Change change) {
  PsbtBuilder builder = base;
  change(builder);
  return builder.payload();
}

Bytes strangers_script() {
  return Wallet::zoo().script(coldquill::test::path("m/84'/0'/0'/0/77"), p2wpkh);
}

// Two payments and two outputs back, so that amounts can move without touching any sum.
PsbtBuilder payments(Proofs proofs) {
  PsbtBuilder builder;
  builder.spend(me(), "m/84'/0'/0'/0/0", p2wpkh, 100'000, proofs)
      .pay(30'000)
      .pay(40'000)
      .back(me(), "m/84'/0'/0'/1/0", p2wpkh, 20'000)
      .back(me(), "m/84'/0'/0'/1/1", p2wpkh, 9'000);
  return builder;
}

Case simple_payments() {
  const PsbtBuilder base = payments(Proofs::utxo);
  Case c = case_of("two payments, amount committed", base);
  c.mutants.push_back(changed(base, [](auto& b) { swap_outputs(b, 0, 1); }));
  c.mutants.push_back(changed(base, [](auto& b) { swap_outputs(b, 0, 2); }));
  c.mutants.push_back(changed(base, [](auto& b) { swap_outputs(b, 2, 3); }));
  const auto output = [](std::size_t i) {
    return [i](PsbtBuilder& b) -> TxOut& { return b.tx().outputs.at(i); };
  };
  c.money.push_back(
      {"to", changed(base, [&](auto& b) { output(0)(b).script = strangers_script(); })});
  c.money.push_back({"amount", changed(base, [&](auto& b) {
                       output(0)(b).value += 1;
                       output(1)(b).value -= 1;
                     })});
  c.money.push_back({"change", changed(base, [&](auto& b) {
                       output(2)(b).value += 1;
                       output(3)(b).value -= 1;
                     })});
  c.money.push_back({"fee", changed(base, [&](auto& b) { output(2)(b).value -= 1; })});
  c.money.push_back({"net", changed(base, [&](auto& b) { output(2)(b).value -= 1; })});
  return c;
}

// Requests with several inputs use paths outside ordinary accounts: those would be searched for
// hidden inputs in every variant in which one input is not ours, and there are thousands of them.
Case previous_transactions() {
  PsbtBuilder builder;
  builder.spend(me(), "m/1'/0/3", p2pkh, 50'000)
      .spend(me(), "m/2'/0/3", p2sh_p2wpkh, 50'000)
      .pay(90'000)
      .back(me(), "m/49'/0'/0'/1/3", p2sh_p2wpkh, 9'000);
  Case c = case_of("previous transactions", builder);
  c.mutants.push_back(changed(builder, [](auto& b) { swap_inputs(b, 0, 1); }));
  return c;
}

Case unproven() {
  PsbtBuilder builder;
  builder.spend(me(), "m/3'/0/1", p2wpkh, 50'000, Proofs::utxo)
      .spend(me(), "m/3'/0/2", p2wpkh, 50'000, Proofs::utxo)
      .pay(98'000);
  Case c = case_of("amounts unproven", builder);
  c.mutants.push_back(changed(builder, [](auto& b) { shift_inputs(b, 0, 1, 1'000); }));
  c.mutants.push_back(changed(builder, [](auto& b) { swap_inputs(b, 0, 1); }));
  return c;
}

Case taproot_with_others() {
  PsbtBuilder builder;
  builder.spend(me(), "m/4'/0/0", p2tr, 50'000, Proofs::utxo)
      .foreign(p2wpkh, 60'000, Proofs::utxo)
      .foreign(p2tr, 70'000, Proofs::utxo)
      .pay(120'000)
      .back(me(), "m/86'/0'/0'/1/0", p2tr, 49'000);
  builder.input(0).set({input_type::sighash}, {1, 0, 0, 0});
  Case c = case_of("taproot with inputs of others", builder);
  c.mutants.push_back(changed(builder, [](auto& b) { shift_inputs(b, 1, 2, 1'000); }));
  c.mutants.push_back(changed(builder, [](auto& b) { swap_inputs(b, 1, 2); }));
  c.mutants.push_back(changed(builder, [](auto& b) { b.input(0).remove(input_type::sighash); }));
  return c;
}

Case taproot_tree() {
  const KeyPath at = coldquill::test::path("m/86'/0'/0'/0/4");
  const PublicKey key = me().key(at);
  const Digest32 root = sha256({});
  PsbtBuilder builder;
  builder.spend_script(p2tr_script(*taproot_output_key(key.x_only(), root)), 50'000, Proofs::utxo);
  builder.input(0).set({input_type::tap_merkle_root}, to_bytes(root));
  builder.input(0).set({input_type::tap_internal_key}, to_bytes(key.x_only()));
  const Field record =
      PsbtBuilder::tap_record(key, {me().fingerprint(), at}, input_type::tap_bip32_derivation);
  builder.input(0).set(record.key, record.value);
  builder.pay(49'000);
  return case_of("taproot with a script tree", builder);
}

Case data_and_times() {
  PsbtBuilder builder;
  // A push of 33 octets: its length is '!', so that nothing of the text needs to be escaped.
  Bytes data{0x6A, 33};
  append(data, view_of("every octet of this text is shown"));
  builder.spend(me(), "m/84'/0'/0'/0/8", p2wpkh, 50'000, Proofs::utxo)
      .pay(data, 0)
      .pay({0x51}, 40'000)
      .back(me(), "m/86'/0'/0'/0/9", p2tr, 5'000)
      .back(me(), "m/84'/0'/0'/1/200000", p2wpkh, 1'000);
  builder.tx().lock_time = 800'000;
  builder.tx().version = 1;
  builder.global().set({0xFC, 1, 'x', 0}, {1});
  Case c = case_of("data, times, far change", builder);
  c.mutants.push_back(changed(builder, [](auto& b) { swap_outputs(b, 0, 1); }));
  c.money.push_back({"own", changed(builder, [](auto& b) { b.tx().outputs[2].value += 1; })});
  c.money.push_back({"data", changed(builder, [](auto& b) { b.tx().outputs[0].script[3] = 'b'; })});
  c.money.push_back({"amount", changed(builder, [](auto& b) { b.tx().outputs[0].value = 1; })});
  return c;
}

// Two outputs that are the same: which of them is called change, our key's record alone decides.
Case equal_outputs() {
  const KeyPath at = coldquill::test::path("m/84'/0'/0'/1/2");
  PsbtBuilder builder;
  builder.spend(me(), "m/84'/0'/0'/0/2", p2wpkh, 50'000, Proofs::utxo)
      .back(me(), "m/84'/0'/0'/1/2", p2wpkh, 20'000)
      .pay(me().script(at, p2wpkh), 20'000);
  Case c = case_of("equal outputs", builder);
  c.mutants.push_back(changed(builder, [](auto& b) { std::swap(b.output(0), b.output(1)); }));
  return c;
}

// Keys without a full path: the network is the one that was asked for.
Case network_asked_for() {
  PsbtBuilder builder;
  builder.spend(me(), "m/0'/0'/0'", p2wpkh, 50'000, Proofs::utxo).pay(49'000);
  Case c = case_of("network asked for", builder);
  c.money.push_back({"network", c.payload, "testnet"});
  return c;
}

// A transaction that signs a message (BIP-0322).
Case message(const char* name, std::string_view at, SingleKeyForm form) {
  const PsbtBuilder base = bitcoin::test::signing_message("I agree\nto nothing", at, form);
  Case c = case_of(name, base);
  c.mutants.push_back(changed(base, [](auto& b) { b.tx().version = 2; }));
  c.mutants.push_back(changed(base, [](auto& b) { b.tx().lock_time = 800'000; }));
  c.mutants.push_back(changed(base, [](auto& b) { b.tx().inputs[0].sequence = 1; }));
  for (const char* text :
       {"I agree to nothing", "I agree\r\nto nothing", "I agree\nto nothing\n"}) {
    c.money.push_back({"message", bitcoin::test::signing_message(text, at, form).payload()});
  }
  const std::string next = std::string(at) + "1";
  c.money.push_back(
      {"from", bitcoin::test::signing_message("I agree\nto nothing", next, form).payload()});
  for (const auto& [fact, payload, network] : c.money) c.mutants.push_back(payload);
  c.context = me().context({{me().fingerprint(), coldquill::test::path(at)},
                            {me().fingerprint(), coldquill::test::path(next)}});
  return c;
}

Case raw() {
  PsbtBuilder builder;
  builder.spend(me(), "m/84'/0'/0'/0/5", p2wpkh, 50'000)
      .pay(40'000)
      .back(me(), "m/84'/0'/0'/1/5", p2wpkh, 9'000);
  Case c{"raw transaction", builder.raw()};
  c.context = me().context({});
  c.context.paths = {coldquill::test::path("m/84'/0'/0'/0/5"),
                     coldquill::test::path("m/84'/0'/0'/1/5")};
  return c;
}

// A ring in which every key that an input names is ours; empty when that cannot be signed.
Context everything_is_ours(const Tx& tx) {
  Context context;
  const auto origins = Bitcoin::key_origins(tx);
  if (origins.empty()) return context;
  context.keys = KeyRing(origins.front().fingerprint);
  for (const InputFields& input : tx.fields().inputs) {
    for (const KeyRecord& record : input.keys) {
      const auto key = PublicKey::parse(record.key);
      if (key) context.keys.add({record.origin.path, {*key, {}}});
    }
    for (const TapKeyRecord& record : input.tap_keys) {
      const Bytes even = Writer().u8(2).bytes(record.key).take();
      context.keys.add({record.origin.path, {*PublicKey::parse(even), {}}});
    }
  }
  if (!Bitcoin::resolve(tx, context)) return {};
  return context;
}

void add_vectors(std::vector<Case>& out, const std::string& file) {
  const auto cases = coldquill::test::load_vectors("bitcoin/" + file)["cases"];
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (cases[i]["kind"] != "valid") continue;
    Payload payload{"psbt", coldquill::test::unhex(cases[i]["psbt"]), {}};
    // Bitcoin Core's vectors repeat those of the BIPs.
    if (std::ranges::any_of(out, [&](const Case& c) { return c.payload.bytes == payload.bytes; })) {
      continue;
    }
    const auto tx = Bitcoin::decode(payload);
    if (!tx) continue;
    out.push_back({file + " " + std::to_string(i), std::move(payload), everything_is_ours(*tx)});
  }
}

}  // namespace

const std::vector<Case>& bitcoin_cases() {
  static const std::vector<Case> cases{
      taproot_with_others(),
      simple_payments(),
      previous_transactions(),
      unproven(),
      taproot_tree(),
      data_and_times(),
      equal_outputs(),
      network_asked_for(),
      raw(),
      message("message", "m/84'/0'/0'/0/1", p2wpkh),
      message("message of a taproot key", "m/86'/0'/0'/0/1", p2tr)};
  return cases;
}

const std::vector<Case>& bitcoin_vector_cases() {
  static const std::vector<Case> cases = [] {
    std::vector<Case> out;
    for (const char* file : {"bip174", "bip371", "core-psbt"}) add_vectors(out, file);
    return out;
  }();
  return cases;
}

}  // namespace coldquill::laws
