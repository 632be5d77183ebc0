// Transactions: read and written back, byte for byte; hostile ones refused.
#include <coldquill/base/hex.h>
#include <coldquill/script/compact_size.h>
#include <coldquill/script/transaction.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

namespace coldquill {
namespace {

using test::load_vectors;
using test::unhex;

// By value: a range-for over a part of a temporary would outlive it.
nlohmann::json cases_of(const std::string& name) {
  return load_vectors(name)["cases"];
}

TEST(CoreTransactions, ReadAndWrittenBack) {
  const auto cases = cases_of("bitcoin/core-transactions");
  ASSERT_EQ(cases.size(), 121u);
  std::size_t with_witness = 0;
  for (const auto& c : cases) {
    const Bytes bytes = unhex(c["tx"]);
    const auto tx = parse_transaction(bytes, WitnessForm::allowed);
    ASSERT_TRUE(tx.ok()) << tx.error().what();
    EXPECT_EQ(serialize(*tx, WitnessForm::allowed), bytes);
    with_witness += tx->has_witness() ? 1 : 0;
    // Read in place, as a previous transaction: the same id and outputs.
    for (std::uint32_t i = 0; i <= tx->outputs.size(); ++i) {
      const auto found = read_previous_output(bytes, i);
      ASSERT_TRUE(found.ok());
      EXPECT_EQ(found->txid, tx->txid());
      EXPECT_EQ(found->output_count, tx->outputs.size());
      EXPECT_EQ(found->output.has_value(), i < tx->outputs.size());
      EXPECT_TRUE(!found->output || *found->output == tx->outputs[i]);
    }
  }
  EXPECT_EQ(with_witness, 28u);
}

TEST(CoreTransactions, StrictPrefixesAndTrailingBytesAreRefused) {
  for (const auto& c : cases_of("bitcoin/core-transactions")) {
    Bytes bytes = unhex(c["tx"]);
    if (bytes.size() > 1'000) continue;
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      EXPECT_FALSE(parse_transaction(ByteView(bytes).first(size), WitnessForm::allowed).ok());
      EXPECT_FALSE(read_previous_output(ByteView(bytes).first(size), 0).ok());
    }
    bytes.push_back(0);
    EXPECT_FALSE(parse_transaction(bytes, WitnessForm::allowed).ok());
    EXPECT_FALSE(read_previous_output(bytes, 0).ok());
  }
}

// BIP-0143's first example has its id nowhere; the block chain's first payment has.
TEST(Transaction, IdIsPrintedReversed) {
  const Bytes bytes = unhex(
      "0100000001c997a5e56e104102fa209c6a852dd90660a20b2d9c352423edce25857fcd3704000000004847304402"
      "204e45e16932b8af514961a1d3a1a25fdf3f4f7732e9d624c6c61548ab5fb8cd410220181522ec8eca07de4860a4"
      "acdd12909d831cc56cbbac4622082221a8768d1d0901ffffffff0200ca9a3b00000000434104ae1a62fe09c5f51b"
      "13905f07f06b99a2f7159b2225f374cd378d71302fa28414e7aab37397f554a7df5f142c21c1b7303b8a0626f1ba"
      "ded5c72a704f7e6cd84cac00286bee0000000043410411db93e1dcdb8a016b49840f8c53bc1eb68a382e97b1482e"
      "cad7b148a6909a5cb2e0eaddfb84ccf9744464f82e160bfa9b8b64f9d4c03f999b8643f656b412a3ac00000000");
  const auto tx = parse_transaction(bytes, WitnessForm::allowed);
  ASSERT_TRUE(tx.ok());
  EXPECT_EQ(tx->txid().text(), "f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16");
  EXPECT_EQ(*Txid::parse(tx->txid().text()), tx->txid());
  EXPECT_FALSE(Txid::parse("f4184f").ok());
}

TEST(CompactSize, ShortestFormOnly) {
  for (const char* longer : {"fd0000", "fdfc00", "fe00000000", "feffff0000", "ff0000000000000000",
                             "ffffffffff00000000"}) {
    const Bytes bytes = unhex(longer);
    Reader in(bytes);
    EXPECT_EQ(read_compact_size(in), 0u);
    EXPECT_EQ(in.finish().error().reason(), "E_NOT_CANONICAL") << longer;
  }
  for (const std::uint64_t value :
       {std::uint64_t{0}, std::uint64_t{0xFC}, std::uint64_t{0xFD}, std::uint64_t{0xFFFF},
        std::uint64_t{0x10000}, std::uint64_t{0xFFFFFFFF}, std::uint64_t{0x100000000},
        ~std::uint64_t{0}}) {
    Writer out;
    write_compact_size(out, value);
    Reader in(out.view());
    EXPECT_EQ(read_compact_size(in), value);
    EXPECT_TRUE(in.finish().ok());
  }
}

// A count is believed only as far as the bytes that follow could hold.
TEST(Transaction, CountBombsTakeNothing) {
  const std::string huge = "ffffffffffffffffff";
  const std::string input = std::string(72, '0') + "00ffffffff";
  for (const std::string& text :
       {"02000000" + huge, "0200000001" + input + huge, "02000000" + std::string("feffffff7f"),
        "0200000001" + std::string(72, '0') + huge,
        "0200000000" + ("0101" + input) + "00" + huge + "00000000"}) {
    EXPECT_FALSE(parse_transaction(unhex(text), WitnessForm::allowed).ok()) << text;
    EXPECT_FALSE(read_previous_output(unhex(text), 0).ok()) << text;
  }
}

}  // namespace
}  // namespace coldquill
