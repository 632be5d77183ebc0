#include "bitcoin_parts.h"

namespace coldquill::laws::bitcoin_parts {

using coldquill::test::Wallet;
using enum SingleKeyForm;

constexpr std::uint32_t purposes[] = {44, 49, 84, 86};  // of these forms

static const Wallet& me() {
  return Wallet::abandon();
}

static std::vector<Key> derive(const Wallet& wallet, const KeyPath& above, std::uint32_t count) {
  std::vector<Key> out;
  for (std::uint32_t i = 0; i < count; ++i) {
    KeyPath path = above;
    path.insert(path.end(), {i % 2, i / 2});
    out.push_back({path, wallet.key(path)});
  }
  return out;
}

const std::vector<Key>& ordinary(std::size_t form, std::uint32_t coin) {
  static const auto all = [] {
    std::array<std::array<std::vector<Key>, 2>, 4> out;
    for (std::size_t f = 0; f < 4; ++f) {
      for (std::uint32_t c = 0; c < 2; ++c) {
        out[f][c] = derive(me(), {hardened(purposes[f]), hardened(c), hardened(0)}, 8);
      }
    }
    return out;
  }();
  return all[form][coin];
}

const std::vector<Key>& elsewhere() {
  static const auto keys = derive(me(), {hardened(3)}, 12);
  return keys;
}

const std::vector<Key>& strangers() {
  static const auto keys = derive(Wallet::zoo(), {hardened(84), hardened(0), hardened(0)}, 8);
  return keys;
}

const Context& our_keys() {
  static const Context context = [] {
    std::vector<KeyOrigin> origins;
    std::vector<const std::vector<Key>*> all{&elsewhere()};
    for (std::size_t form = 0; form < 4; ++form) {
      for (const std::uint32_t coin : {0u, 1u}) all.push_back(&ordinary(form, coin));
    }
    for (const auto* keys : all) {
      for (const Key& key : *keys) origins.push_back({me().fingerprint(), key.path});
    }
    Context out = me().context(origins);
    for (const KeyOrigin& origin : origins) EXPECT_TRUE(out.keys.key_at(origin.path));
    return out;
  }();
  return context;
}

// ---- Parts

Sat amount_of(Dice& dice) {
  if (dice.one_in(8)) return dice.pick<Sat>({0, 1, 330, 546, max_money / 8});
  return (Sat{1} << dice.below(40)) + dice.below(100'000);
}

Bytes somebodys_script(Dice& dice) {
  switch (dice.below(8)) {
    case 0:
      return Writer().u8(0x6A).u8(8).bytes(dice.octets(8)).take();  // OP_RETURN
    case 1:
      return witness_script(static_cast<unsigned>(dice.below(17)), dice.octets(32));
    case 2:
      return p2sh_script(dice.array<20>());
    case 3:
      return dice.octets(dice.below(40));
    default:
      return single_key_script(dice.one_of(forms), dice.one_of(strangers()).key);
  }
}

std::uint32_t moment(Dice& dice) {
  return dice.pick<std::uint32_t>({0, 1, 0xFFFF, 800'000, 499'999'999, 500'000'000, 1'700'000'000,
                                   0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF, 1u << 22, dice.word()});
}

// A field that no specification has, or a proprietary one.
static Field unknown_field(Dice& dice) {
  Bytes key{static_cast<std::uint8_t>(dice.one_in(2) ? 0xFC : 0xF0 + dice.below(8))};
  append(key, dice.octets(1 + dice.below(20)));
  return {key, dice.octets(dice.below(dice.one_in(8) ? 600 : 40))};
}

static FieldMap& any_map(PsbtBuilder& builder, Dice& dice) {
  const std::size_t inputs = builder.tx().inputs.size();
  const std::size_t at = dice.below(1 + inputs + builder.tx().outputs.size());
  if (at == 0) return builder.global();
  return at <= inputs ? builder.input(at - 1) : builder.output(at - 1 - inputs);
}

// ---- Changes of fields, beyond single bits

static TxOut& any_output(PsbtBuilder& b, Dice& dice) {
  return b.tx().outputs[dice.below(b.tx().outputs.size())];
}
static std::size_t any_input(PsbtBuilder& b, Dice& dice) {
  return dice.below(b.tx().inputs.size());
}

static void swap_outputs(PsbtBuilder& b, Dice& dice) {
  const std::size_t i = dice.below(b.tx().outputs.size());
  const std::size_t j = dice.below(b.tx().outputs.size());
  std::swap(b.tx().outputs[i], b.tx().outputs[j]);
  std::swap(b.output(i), b.output(j));
}

static void swap_inputs(PsbtBuilder& b, Dice& dice) {
  const std::size_t i = any_input(b, dice);
  const std::size_t j = any_input(b, dice);
  std::swap(b.tx().inputs[i], b.tx().inputs[j]);
  std::swap(b.input(i), b.input(j));
}

// The sum stays.
static void move_paid(PsbtBuilder& b, Dice& dice) {
  TxOut& from = any_output(b, dice);
  const Sat moved = std::min<Sat>(from.value, dice.pick<Sat>({1, 1'000}));
  from.value -= moved;
  any_output(b, dice).value += moved;
}

static void pay_less(PsbtBuilder& b, Dice& dice) {
  TxOut& from = any_output(b, dice);
  from.value -= std::min<Sat>(from.value, 1 + dice.below(1'000));
}

static void pay_another(PsbtBuilder& b, Dice& dice) {
  any_output(b, dice).script = somebodys_script(dice);
}

static void pay_twice(PsbtBuilder& b, Dice& dice) {
  const std::size_t i = dice.below(b.tx().outputs.size());
  b.pay(b.tx().outputs[i].script, b.tx().outputs[i].value);
  b.output(b.tx().outputs.size() - 1) = FieldMap(b.output(i));
}

static void forget_output(PsbtBuilder& b, Dice& dice) {
  b.output(dice.below(b.tx().outputs.size())).fields.clear();
}

static void other_times(PsbtBuilder& b, Dice& dice) {
  if (dice.one_in(3)) b.tx().lock_time = moment(dice);
  if (dice.one_in(3)) b.tx().version = moment(dice);
  b.tx().inputs[any_input(b, dice)].sequence = moment(dice);
}

static void other_coin(PsbtBuilder& b, Dice& dice) {
  const std::size_t i = any_input(b, dice);
  b.tx().inputs[i].previous.index ^= 1;
  if (dice.one_in(2)) b.input(i).remove(input_type::non_witness_utxo);
}

// What the inputs are said to hold; the sum stays when there are two.
static void move_said(PsbtBuilder& b, Dice& dice) {
  const std::size_t i = any_input(b, dice);
  const std::size_t j = any_input(b, dice);
  TxOut from = b.previous(i).outputs[1];
  TxOut to = b.previous(j).outputs[1];
  const Sat moved = std::min<Sat>(from.value, 1 + dice.below(1'000));
  from.value -= moved;
  to.value += moved;
  b.set_utxo(i, from);
  b.set_utxo(j, to);
  b.input(i).remove(input_type::non_witness_utxo);
  b.input(j).remove(input_type::non_witness_utxo);
}

static void less_proof(PsbtBuilder& b, Dice& dice) {
  b.input(any_input(b, dice))
      .remove(dice.one_in(2) ? input_type::non_witness_utxo : input_type::witness_utxo);
}

static void other_sighash(PsbtBuilder& b, Dice& dice) {
  FieldMap& input = b.input(any_input(b, dice));
  const bool there = input.find(input_type::sighash) != nullptr;
  if (there) return input.remove(input_type::sighash);
  input.set({input_type::sighash}, {static_cast<std::uint8_t>(dice.below(4)), 0, 0, 0});
}

static void other_tree(PsbtBuilder& b, Dice& dice) {
  b.input(any_input(b, dice)).set({input_type::tap_merkle_root}, dice.octets(32));
}

// Whose key an input or output is said to be.
static void other_record(PsbtBuilder& b, Dice& dice) {
  FieldMap& map = any_map(b, dice);
  if (map.fields.empty()) return;
  Field& field = map.fields[dice.below(map.fields.size())];
  if (dice.one_in(2)) return map.remove(field.type());
  if (!field.value.empty()) field.value[dice.below(field.value.size())] ^= 1;
}

void add_unknown_field(PsbtBuilder& b, Dice& dice) {
  const Field field = unknown_field(dice);
  any_map(b, dice).set(field.key, field.value);
}

using Change = void (*)(PsbtBuilder&, Dice&);
constexpr Change changes[] = {swap_outputs, swap_inputs,   move_paid,        pay_less,
                              pay_another,  pay_twice,     other_times,      other_coin,
                              move_said,    less_proof,    other_tree,       other_sighash,
                              other_record, forget_output, add_unknown_field};

void change_something(PsbtBuilder& builder, Dice& dice) {
  dice.one_of(changes)(builder, dice);
}

}  // namespace coldquill::laws::bitcoin_parts
