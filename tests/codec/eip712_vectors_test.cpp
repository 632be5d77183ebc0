// Typed data against what other implementations published.
#include <coldquill/base/hex.h>
#include <coldquill/codec/eip55.h>
#include <coldquill/codec/eip712.h>
#include <coldquill/crypto/curve.h>
#include <coldquill/crypto/keccak.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

#include <set>

#include "eip712_differences.h"

namespace coldquill {
namespace {

using nlohmann::json;

std::string hex0x(ByteView bytes) {
  return "0x" + to_hex(bytes);
}

Bytes unhex0x(const json& text) {
  return test::unhex(text.get<std::string>().substr(2));
}

Result<TypedData> parse(const json& request) {
  return TypedData::parse(view_of(request.dump()));
}

std::string told(const Error& error) {
  return std::string(error.reason()) + ": " + error.what() + " (" + error.where() + ")";
}

// Who made a signature r || s || v over the digest.
std::string signer(const Digest32& digest, const Bytes& signature) {
  const auto key = recover_ecdsa(digest, ByteView(signature).first(64), signature.at(64) - 27);
  if (!key) return "nobody";
  return eip55(ByteView(keccak256(key->coordinates())).subspan(12));
}

TEST(Eip712Vectors, TheExampleOfTheStandard) {
  const auto cases = test::load_vectors("eip712/mail").at("cases");
  ASSERT_EQ(cases.size(), 1u);
  const json& c = cases[0];
  const auto data = parse(c.at("request"));
  ASSERT_TRUE(data.ok()) << told(data.error());
  EXPECT_EQ(data->encode_type(), c.at("encode_type"));
  EXPECT_EQ(hex0x(keccak256(view_of(data->encode_type()))), c.at("type_hash"));
  EXPECT_EQ(hex0x(data->message_hash()), c.at("message_hash"));
  EXPECT_EQ(hex0x(data->domain_hash()), c.at("domain_hash"));
  EXPECT_EQ(hex0x(data->digest()), c.at("digest"));
  const Bytes address = unhex0x(c.at("address"));
  EXPECT_EQ(signer(data->digest(), unhex0x(c.at("signature"))), eip55(address));
}

// E04: published without a definition of EIP712Domain. With the definition that ethers derives the
// digest is the same.
TEST(Eip712Vectors, Ethers) {
  const auto cases = test::load_vectors("eip712/ethers").at("cases");
  std::size_t same = 0;
  for (const json& c : cases) {
    const auto data = parse(c.at("request"));
    ASSERT_TRUE(data.ok()) << c.at("name") << ' ' << told(data.error());
    EXPECT_EQ(hex0x(data->digest()), c.at("digest")) << c.at("name");
    EXPECT_EQ(hex0x(data->message_hash()), hex0x(keccak256(unhex0x(c.at("encoded")))));
    json declared = c.at("request");
    declared["types"]["EIP712Domain"] = json::array();
    for (const TypedField& row : data->domain())
      if (!row.node)
        declared["types"]["EIP712Domain"].push_back(
            {{"name", row.path.substr(row.path.find('.') + 1)}, {"type", row.type}});
    const auto again = parse(declared);
    ASSERT_TRUE(again.ok()) << c.at("name") << ' ' << told(again.error());
    EXPECT_EQ(again->digest(), data->digest()) << c.at("name");
    ++same;
  }
  EXPECT_EQ(same, 130u);
}

class EthSigUtil {
 public:
  void run(const json& c) {
    const std::string name = c.at("name");
    const auto result = result_of(c);
    if (c.contains("error")) {
      ++both_refuse_;
      EXPECT_FALSE(result.ok()) << c;
      return;
    }
    const auto row = std::ranges::find(eth_sig_util_differences, name, &Difference::name);
    if (row != std::end(eth_sig_util_differences)) {
      used_.insert(name);
      ++we_refuse_;
      ASSERT_FALSE(result.ok()) << c;
      EXPECT_EQ(result.error().reason(), row->reason) << name << ' ' << told(result.error());
      return;
    }
    ASSERT_TRUE(result.ok()) << c << ' ' << told(result.error());
    EXPECT_EQ(*result, expected(c)) << name;
    ++same_;
  }

  void finish() {
    EXPECT_EQ(same_, 124u);
    EXPECT_EQ(we_refuse_, 205u);
    EXPECT_EQ(both_refuse_, 41u);
    for (const Difference& row : eth_sig_util_differences)
      EXPECT_TRUE(used_.contains(row.name)) << row.name;
  }

 private:
  static std::string expected(const json& c) {
    if (c.at("suite") == "encodeData") return hex0x(keccak256(unhex0x(c.at("result"))));
    if (c.at("suite") == "signTypedData") return "0x29C76e6aD8f28BB1004902578Fb108c507Be341b";
    return c.at("result");
  }

  static Result<std::string> type_of(const json& c) {
    CQ_TRY(types, parse_json(view_of(c.at("types").dump())));
    CQ_TRY(text, typed_encode_type(types, c.at("primaryType").get<std::string>()));
    return c.at("suite") == "encodeType" ? text : hex0x(keccak256(view_of(text)));
  }

  // What corresponds to the published result; for a signature whoever made it over our digest.
  static Result<std::string> result_of(const json& c) {
    if (c.contains("types")) return type_of(c);
    CQ_TRY(data, parse(c.at("request")));
    const std::string suite = c.at("suite");
    if (suite == "eip712Hash") return hex0x(data.digest());
    if (suite != "signTypedData" || !c.contains("result")) return hex0x(data.message_hash());
    return signer(data.digest(), unhex0x(c.at("result")));
  }

  std::size_t same_ = 0;
  std::size_t we_refuse_ = 0;
  std::size_t both_refuse_ = 0;
  std::set<std::string> used_;
};

TEST(Eip712Vectors, EthSigUtil) {
  const auto vectors = test::load_vectors("eip712/eth-sig-util");
  EthSigUtil harness;
  for (const json& c : vectors.at("cases")) harness.run(c);
  harness.finish();
  EXPECT_EQ(vectors.at("cases").size(), 370u);
  // Version 1 hashes a list of fields, version 3 has no arrays and leaves absent members out; the
  // test calls "V0" what is no version.
  EXPECT_EQ(vectors.at("of_other_schemes"), json({{"V0", 4}, {"V1", 170}, {"V3", 358}}));
}

// One is signed in the scheme of version 3 (arrays of structs without hashing each), and one says
// something that is not signed ("attachedMoneyInEth", which its types do not have).
TEST(Eip712Vectors, Trezor) {
  std::size_t same = 0;
  const auto cases = test::load_vectors("eip712/trezor").at("cases");
  for (const json& c : cases) {
    const auto data = parse(c.at("request"));
    if (c.at("name") == "structs_arrays_v4") {
      ASSERT_FALSE(data.ok());
      EXPECT_EQ(data.error().reason(), "E_TYPED_DATA_EXTRA");
      continue;
    }
    ASSERT_TRUE(data.ok()) << c.at("name") << ' ' << told(data.error());
    EXPECT_EQ(hex0x(data->domain_hash()), c.at("domain_hash")) << c.at("name");
    if (c.at("name") == "struct_list_non_v4") {
      EXPECT_NE(hex0x(data->message_hash()), c.at("message_hash"));
      continue;
    }
    EXPECT_TRUE(c.at("version_4").get<bool>());
    if (!c.at("message_hash").is_null()) {
      EXPECT_EQ(hex0x(data->message_hash()), c.at("message_hash")) << c.at("name");
    }
    EXPECT_EQ(signer(data->digest(), unhex0x(c.at("signature"))), c.at("address")) << c.at("name");
    ++same;
  }
  EXPECT_EQ(same, 8u);
}

// E04: without a definition of the domain eth-sig-util hashes a domain without members. And ethers
// cannot be told an order of the domain's members.
bool differs_in_one(const std::string& name) {
  return name == "domain: not defined, all five members" ||
         name == "domain: not defined, two members in another order" ||
         name == "domain: defined in another order";
}

// Requests at the edges, with what three libraries make of each. Ours: the digest of at least two
// of them, or the reason that stands with the case.
TEST(Eip712Vectors, TheEdges) {
  const auto cases = test::load_vectors("eip712/libraries").at("cases");
  std::size_t signed_ = 0;
  for (const json& c : cases) {
    const auto data = TypedData::parse(view_of(c.at("request").get<std::string>()));
    if (!data) {
      EXPECT_EQ(data.error().reason(), c.at("answer")) << c.at("name") << ' ' << told(data.error());
      continue;
    }
    EXPECT_EQ(c.at("answer"), "signed") << c.at("name");
    ++signed_;
    int with_us = 0;
    int against = 0;
    for (const char* library : {"ethers", "viem", "eth_sig_util"})
      if (!c.at(library).is_null()) ++(c.at(library) == hex0x(data->digest()) ? with_us : against);
    EXPECT_GE(with_us, 2) << c.at("name");
    EXPECT_EQ(against, differs_in_one(c.at("name")) ? 1 : 0) << c.at("name");
  }
  EXPECT_EQ(cases.size(), 224u);
  EXPECT_EQ(signed_, 72u);
}

}  // namespace
}  // namespace coldquill
