// Addresses against Bitcoin Core's and BIP-0341's, and descriptor checksums of BIP-0380.
#include <coldquill/base/hex.h>
#include <coldquill/script/address.h>
#include <coldquill/script/descriptor.h>
#include <coldquill/script/output_script.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

#include <map>

namespace coldquill {
namespace {

using test::load_vectors;
using test::unhex;

// By value: a range-for over a part of a temporary would outlive it.
nlohmann::json cases_of(const std::string& name) {
  return load_vectors(name)["cases"];
}

constexpr AddressRules mainnet{0x00, 0x05, "bc"};
constexpr AddressRules testnet{0x6F, 0xC4, "tb"};
constexpr AddressRules regtest{0x6F, 0xC4, "bcrt"};

const AddressRules& rules_of(const std::string& network) {
  static const std::map<std::string, AddressRules> all{
      {"main", mainnet}, {"testnet4", testnet}, {"signet", testnet}, {"regtest", regtest}};
  return all.at(network);
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

TEST(CoreAddresses, ValidOnesBothWays) {
  std::size_t run = 0;
  for (const auto& c : cases_of("bitcoin/core-addresses")) {
    if (!c["valid"].get<bool>()) continue;
    const std::string address = c["address"];
    SCOPED_TRACE(address);
    const AddressRules& rules = rules_of(c["network"]);
    const auto script = script_of_address(address, rules);
    ASSERT_TRUE(script.ok()) << script.error().what();
    EXPECT_EQ(to_hex(*script), c["script"]);
    EXPECT_EQ(address_of_script(unhex(c["script"]), rules), address);
    if (c["any_case"].get<bool>()) {
      EXPECT_EQ(to_hex(*script_of_address(upper(address), rules)), c["script"]);
    }
    ++run;
  }
  EXPECT_EQ(run, 54u);
}

TEST(CoreAddresses, InvalidOnesOnEveryNetwork) {
  std::size_t run = 0;
  for (const auto& c : cases_of("bitcoin/core-addresses")) {
    if (c["valid"].get<bool>()) continue;
    for (const AddressRules& rules : {mainnet, testnet, regtest}) {
      EXPECT_FALSE(script_of_address(c["address"].get<std::string>(), rules).ok()) << c["address"];
    }
    ++run;
  }
  EXPECT_EQ(run, 86u);
}

TEST(CoreAddresses, MainNetworkAndTestNetworksAreToldApart) {
  for (const auto& c : cases_of("bitcoin/core-addresses")) {
    if (!c["valid"].get<bool>()) continue;
    const AddressRules& other = c["network"] == "main" ? testnet : mainnet;
    const auto script = script_of_address(c["address"].get<std::string>(), other);
    ASSERT_FALSE(script.ok()) << c["address"];
    EXPECT_EQ(script.error().reason(), "E_ADDRESS_NETWORK") << c["address"];
  }
}

TEST(Addresses, OneWrongLetterIsRefused) {
  const std::string address = "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu";
  ASSERT_TRUE(script_of_address(address, mainnet).ok());
  for (std::size_t i = 0; i < address.size(); ++i) {
    std::string wrong = address;
    wrong[i] = wrong[i] == 'q' ? 'p' : 'q';
    EXPECT_FALSE(script_of_address(wrong, mainnet).ok()) << wrong;
  }
  EXPECT_FALSE(script_of_address(std::string(10'000, '1'), mainnet).ok());
  EXPECT_FALSE(script_of_address("", mainnet).ok());
}

TEST(Addresses, ScriptsWithoutOne) {
  EXPECT_FALSE(address_of_script({}, mainnet));
  EXPECT_FALSE(address_of_script(unhex("6a0548656c6c6f"), mainnet));
  EXPECT_FALSE(address_of_script(unhex("51"), mainnet));
  // Version 0 with a program of a size that it does not have.
  EXPECT_FALSE(address_of_script(unhex("0003aabbcc"), mainnet));
  EXPECT_TRUE(address_of_script(unhex("5203aabbcc"), mainnet));
  // P2PK, and a P2PKH with something behind it.
  EXPECT_FALSE(address_of_script(
      unhex("210279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798ac"), mainnet));
  EXPECT_FALSE(
      address_of_script(unhex("76a914000000000000000000000000000000000000000088ac61"), mainnet));
}

TEST(Bip341, Addresses) {
  const auto outputs = load_vectors("taproot/bip341")["outputs"];
  ASSERT_EQ(outputs.size(), 7u);
  for (const auto& c : outputs) {
    EXPECT_EQ(address_of_script(unhex(c["script"]), mainnet), c["address"].get<std::string>());
    EXPECT_EQ(to_hex(*script_of_address(c["address"].get<std::string>(), mainnet)), c["script"]);
  }
}

// We write checksums and do not read descriptors yet: a valid one is what we would write, and an
// invalid one is not.
TEST(Bip380, Checksums) {
  const auto cases = cases_of("bitcoin/bip380-checksums");
  ASSERT_EQ(cases.size(), 8u);
  std::size_t compared = 0;
  std::size_t outside = 0;  // a payload beyond the alphabet, or no checksum at all
  for (const auto& c : cases) {
    const std::string text = c["descriptor"];
    const auto hash = text.find('#');
    const bool ascii = std::ranges::all_of(text, [](char x) { return x > 0; });
    if (hash == std::string::npos || !ascii) {
      ++outside;
      continue;
    }
    const bool same = descriptor_checksum(text.substr(0, hash)) == text.substr(hash + 1);
    EXPECT_EQ(same, c["valid"].get<bool>()) << text;
    ++compared;
  }
  EXPECT_EQ(compared, 6u);
  EXPECT_EQ(outside, 2u);
}

}  // namespace
}  // namespace coldquill
