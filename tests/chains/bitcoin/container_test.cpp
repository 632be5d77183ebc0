// The container: B31, B33 to B37 of the attack corpus, and the form of every field.
#include <coldquill/script/compact_size.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

#include <chrono>
#include <functional>

#include "reviewing.h"

namespace coldquill::bitcoin {
namespace {

using coldquill::test::load_vectors;
using coldquill::test::unhex;
using test::PsbtBuilder;
using enum SingleKeyForm;

std::string decode_reason(const Bytes& bytes) {
  const auto tx = Bitcoin::decode({"psbt", bytes, {}});
  return tx ? std::string() : std::string(tx.error().reason());
}

std::string decoded_error(const Bytes& bytes) {
  const auto tx = Bitcoin::decode({"psbt", bytes, {}});
  return tx ? std::string() : tx.error().what();
}

// One input of each form, change, an unknown field in each map.
PsbtBuilder rich() {
  PsbtBuilder builder;
  builder.spend(me(), "m/84'/0'/0'/0/0", p2wpkh, 100'000)
      .spend(me(), "m/86'/0'/0'/0/0", p2tr, 100'000)
      .spend(me(), "m/49'/0'/0'/0/0", p2sh_p2wpkh, 100'000)
      .pay(200'000)
      .back(me(), "m/84'/0'/0'/1/0", p2wpkh, 90'000)
      .back(me(), "m/86'/0'/0'/1/0", p2tr, 9'000);
  builder.input(0).set({input_type::sighash}, {1, 0, 0, 0});
  builder.global().set({0xEE, 1}, {2});
  builder.input(0).set({0xEE, 1}, {2});
  builder.output(0).set({0xFC, 1}, {2});
  return builder;
}

// ---- B33: every prefix; B34: trailing data

TEST(Container, EveryPrefixIsRefused) {
  const Bytes whole = rich().bytes();
  ASSERT_EQ(decode_reason(whole), "");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_NE(decode_reason({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)}), "")
        << size;
  }
}

TEST(Container, EveryPrefixOfEveryValidVectorIsRefused) {
  for (const char* file : {"bitcoin/bip174", "bitcoin/bip371"}) {
    const auto cases = load_vectors(file)["cases"];
    for (const auto& c : cases) {
      if (c["kind"] != "valid") continue;
      const Bytes whole = unhex(c["psbt"]);
      for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto prefix = whole.begin() + static_cast<std::ptrdiff_t>(size);
        EXPECT_FALSE(Bitcoin::decode({"psbt", {whole.begin(), prefix}, {}}).ok()) << size;
      }
    }
  }
}

TEST(Container, TrailingDataIsRefused) {
  for (const std::size_t more : {1u, 2u, 1u << 20}) {
    Bytes bytes = rich().bytes();
    bytes.resize(bytes.size() + more);
    EXPECT_EQ(decode_reason(bytes), "E_TRAILING_DATA");
  }
}

Bytes with_unsigned_tx(const Bytes& tx) {
  Psbt psbt;
  psbt.global.set({global_type::unsigned_tx}, tx);
  psbt.inputs.resize(1);
  psbt.outputs.resize(2);
  return serialize_psbt(psbt);
}

TEST(Container, TrailingDataInTheUnsignedTransaction) {
  Bytes tx = serialize(test::simple().tx(), WitnessForm::never);
  EXPECT_EQ(decode_reason(with_unsigned_tx(tx)), "");
  tx.push_back(0);
  EXPECT_EQ(decode_reason(with_unsigned_tx(tx)), "E_TRAILING_DATA");
}

// B35
TEST(Container, UnsignedTransactionMustBeUnsigned) {
  PsbtBuilder builder = test::simple();
  builder.tx().inputs[0].script_sig = {0x51};
  EXPECT_EQ(decode_reason(builder.bytes()), "E_BAD_FIELD");
  EXPECT_NE(decoded_error(builder.bytes()).find("input 0 has a scriptSig"), std::string::npos);
  Transaction witness = test::simple().tx();
  witness.inputs[0].witness = {{1}};
  const Bytes with_witness = with_unsigned_tx(serialize(witness, WitnessForm::allowed));
  EXPECT_EQ(decode_reason(with_witness), "E_BAD_FIELD");
  EXPECT_NE(decoded_error(with_witness).find("it has witnesses"), std::string::npos);
  PsbtBuilder empty;
  EXPECT_EQ(decode_reason(empty.bytes()), "");
  EXPECT_EQ(reason(empty), "E_NO_INPUTS");
  PsbtBuilder no_output;
  no_output.spend(me(), "m/84'/0'/0'/0/0", p2wpkh, 100'000);
  EXPECT_EQ(reason(no_output), "E_NO_INPUTS");
}

// ---- B31: every field twice, with an equal and with another value

Bytes with_twice(const Psbt& psbt, std::size_t map, std::size_t field, bool equal_value) {
  Psbt twice = psbt;
  FieldMap* maps[16] = {&twice.global};
  std::size_t count = 1;
  for (FieldMap& input : twice.inputs) maps[count++] = &input;
  for (FieldMap& output : twice.outputs) maps[count++] = &output;
  Field copy = maps[map]->fields[field];
  if (!equal_value) copy.value.push_back(0);
  maps[map]->fields.push_back(copy);
  return serialize_psbt(twice);
}

TEST(Container, DuplicateKeysInEveryMap) {
  const Psbt psbt = *parse_psbt(rich().bytes());
  std::vector<std::size_t> sizes{psbt.global.fields.size()};
  for (const FieldMap& map : psbt.inputs) sizes.push_back(map.fields.size());
  for (const FieldMap& map : psbt.outputs) sizes.push_back(map.fields.size());
  std::size_t tried = 0;
  for (std::size_t map = 0; map < sizes.size(); ++map) {
    for (std::size_t field = 0; field < sizes[map]; ++field) {
      EXPECT_EQ(decode_reason(with_twice(psbt, map, field, true)), "E_DUPLICATE_KEY");
      EXPECT_EQ(decode_reason(with_twice(psbt, map, field, false)), "E_DUPLICATE_KEY");
      ++tried;
    }
  }
  EXPECT_GE(tried, 18u);
}

// ---- B36: counts and lengths; B37: longer forms

double seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST(Container, LengthBombs) {
  for (const std::size_t following : {0u, 64u, 65'536u}) {
    for (const char* length : {"ffffffffffffffffff", "fe7fffffff", "feffffffff"}) {
      Bytes key = unhex("70736274ff" + std::string(length));
      Bytes value = unhex("70736274ff0100" + std::string(length));
      key.resize(key.size() + following);
      value.resize(value.size() + following);
      const double took = seconds([&] {
        EXPECT_NE(decode_reason(key), "");
        EXPECT_NE(decode_reason(value), "");
      });
      EXPECT_LT(took, 0.1);
    }
  }
}

TEST(Container, LongerFormsOfLengths) {
  // fd0100 instead of 01 as the length of the first key.
  const Bytes whole = test::simple().bytes();
  Bytes longer(whole.begin(), whole.begin() + 5);
  append(longer, unhex("fd0100"));
  append(longer, ByteView(whole).subspan(6));
  EXPECT_EQ(decode_reason(longer), "E_NOT_CANONICAL");
}

// Many small unknown fields: read, told, and combined in reasonable time.
PsbtBuilder with_unknown_fields(std::uint32_t count) {
  PsbtBuilder builder = test::simple();
  for (std::uint32_t i = 0; i < count; ++i) {
    builder.output(0).fields.push_back({Writer().u8(0xFC).u32be(i).take(), {}});
  }
  return builder;
}

TEST(Container, ManyUnknownFields) {
  const Payload payload = with_unknown_fields(40'000).payload();
  EXPECT_LT(seconds([&] { EXPECT_EQ(reason(payload), ""); }), 2.0);
  const auto tx = Bitcoin::decode(payload);
  const auto other = Bitcoin::decode(test::simple().payload());
  ASSERT_TRUE(tx.ok() && other.ok());
  EXPECT_LT(seconds([&] { EXPECT_TRUE(Bitcoin::combine(*other, *tx).ok()); }), 2.0);
  EXPECT_EQ(reason(with_unknown_fields(60'000)), "E_TOO_LARGE");
}

// 41 octets an input: more than 100,000 octets is more than nodes relay.
TEST(Container, TransactionsThatNobodyRelays) {
  PsbtBuilder builder = test::simple();
  builder.tx().outputs[0].script.resize(90'000);
  EXPECT_EQ(reason(builder), "");
  builder.tx().outputs[0].script.resize(100'000);
  EXPECT_EQ(reason(builder), "E_TOO_LARGE");
  EXPECT_EQ(reason(builder.raw()), "E_TOO_LARGE");
}

// Long key paths that must be followed.
TEST(Container, AMebibyteOfKeyPaths) {
  PsbtBuilder builder = test::simple();
  const Bytes script = builder.tx().outputs[0].script;
  for (std::uint32_t i = 0; i < 1'000; ++i) {
    builder.pay(script, 1);
    KeyOrigin origin{{}, {hardened(84), hardened(0), hardened(0), i}};
    while (origin.path.size() < 255) origin.path.push_back(0);
    const Field field = PsbtBuilder::record(test::Wallet::zoo().key(test::path("m/84'/0'/0'/0/0")),
                                            origin, output_type::bip32_derivation);
    builder.output(builder.tx().outputs.size() - 1).set(field.key, field.value);
  }
  const Payload payload = builder.payload();
#if defined(__SANITIZE_ADDRESS__)
  constexpr double limit = 20;
#else
  constexpr double limit = 4;
#endif
  EXPECT_LT(seconds([&] { EXPECT_EQ(reason(payload), "E_TOO_LARGE"); }), limit);
}

// ---- The form of each field

struct Bad {
  const char* what;
  Bytes key;
  Bytes value;
};

TEST(Fields, BadInputFields) {
  const Bytes key = to_bytes(me().key(test::path("m/84'/0'/0'/0/0")).bytes());
  const auto typed = [&](std::uint8_t type) { return Writer().u8(type).bytes(key).take(); };
  const Bad bad[] = {
      {"utxo with key data", {0x01, 0}, test::utxo_field({1, {0x51}})},
      {"utxo cut", {0x01}, Bytes(8, 0)},
      {"utxo with more", {0x01}, Bytes(10, 0)},
      {"signature that is none", typed(0x02), {0x30}},
      {"signature of the wrong length inside", typed(0x02), Bytes(72, 0x30)},
      {"signature of no key",
       {0x02, 1, 2},
       unhex("3006020101020101"
             "01")},
      {"sighash of three octets", {0x03}, {1, 0, 0}},
      {"origin that is cut", typed(0x06), {1, 2, 3, 4, 5}},
      {"origin that is empty", typed(0x06), {}},
      {"key that is none", {0x06, 2, 3}, {1, 2, 3, 4}},
      {"witness cut", {0x08}, {2, 1, 1}},
      {"witness with more", {0x08}, {1, 1, 1, 1}},
      {"hash of another size", {0x0A, 1}, {1}},
      {"taproot signature of 63", {0x13}, Bytes(63, 1)},
      {"taproot signature with type 0", {0x13}, Bytes(65, 0)},
      {"internal key that is none", {0x17}, Bytes(32, 0xFF)},
      {"internal key of 33", {0x17}, Bytes(33, 1)},
      {"merkle root of 31", {0x18}, Bytes(31, 1)},
      {"field of version 2", {0x0E}, Bytes(32, 1)},
      {"sequence of version 2", {0x10}, {0, 0, 0, 0}},
  };
  for (const Bad& c : bad) {
    PsbtBuilder builder = test::simple();
    builder.input(0).set(c.key, c.value);
    EXPECT_NE(decode_reason(builder.bytes()), "") << c.what;
  }
}

TEST(Fields, BadOutputAndGlobalFields) {
  const Bad output[] = {
      {"key that is none", {0x02, 2, 3}, {1, 2, 3, 4}},
      {"amount of version 2", {0x03}, Bytes(8, 1)},
      {"empty tree", {0x06}, {}},
      {"tree that is not whole", {0x06}, {1, 0xC0, 1, 0x51}},
      {"tree with too many leaves", {0x06}, {0, 0xC0, 1, 0x51, 0, 0xC0, 1, 0x51}},
      {"redeem script with key data", {0x00, 1}, {0x51}},
  };
  for (const Bad& c : output) {
    PsbtBuilder builder = test::simple();
    builder.output(0).set(c.key, c.value);
    EXPECT_NE(decode_reason(builder.bytes()), "") << c.what;
  }
  const Bad global[] = {
      {"version 1", {0xFB}, {1, 0, 0, 0}},
      {"version of three octets", {0xFB}, {0, 0, 0}},
      {"input count of version 2", {0x04}, {1}},
      {"extended key that is cut", {0x01, 4, 0x88}, {1, 2, 3, 4}},
  };
  for (const Bad& c : global) {
    PsbtBuilder builder = test::simple();
    builder.global().set(c.key, c.value);
    EXPECT_NE(decode_reason(builder.bytes()), "") << c.what;
  }
  PsbtBuilder twin = test::simple();
  twin.global().set({0xFB}, {0, 0, 0, 0});
  twin.output(0).set({0x06}, {1, 0xC0, 1, 0x51, 1, 0xC0, 1, 0x52});
  EXPECT_EQ(decode_reason(twin.bytes()), "");
}

TEST(Fields, VersionTwoIsNamed) {
  PsbtBuilder builder = test::simple();
  builder.global().set({0xFB}, {2, 0, 0, 0});
  EXPECT_EQ(decode_reason(builder.bytes()), "E_UNSUPPORTED_PSBT_V2");
}

TEST(Fields, ErrorsNameTheMapAndTheField) {
  PsbtBuilder builder = rich();
  builder.input(2).set({0x03}, {1});
  const auto tx = Bitcoin::decode(builder.payload());
  ASSERT_FALSE(tx.ok());
  EXPECT_EQ(tx.error().where(), "input 2, field 0x03");
}

}  // namespace
}  // namespace coldquill::bitcoin
