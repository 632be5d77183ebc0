#include <coldquill/base/hex.h>
#include <coldquill/codec/abi.h>
#include <coldquill/codec/json.h>
#include <gtest/gtest.h>
#include <support/vectors.h>

#include <ctime>

namespace coldquill {
namespace {

using Texts = std::vector<std::string>;

// The canonical text of a type, or why it is none.
std::string type(std::string_view text) {
  const auto one = parse_abi_type(text);
  return one ? one->text() : std::string(one.error().reason());
}

std::string signature(std::string_view text) {
  const auto function = parse_abi_signature(text);
  return function ? function->signature() : std::string(function.error().reason());
}

std::string selector(std::string_view text) {
  const auto function = parse_abi_signature(text);
  return function ? to_hex(function->selector()) : std::string(function.error().reason());
}

// The arguments of f(types) in hexadecimal, or why there are none.
std::string encoded(const std::string& types, const Texts& arguments) {
  const auto function = parse_abi_signature("f(" + types + ")");
  if (!function) return std::string(function.error().reason());
  const auto call = encode_abi_call(*function, arguments);
  return call ? to_hex(ByteView(*call).subspan(4)) : std::string(call.error().reason());
}

// "1f" as 32 octets, in front or behind.
std::string word(const std::string& digits) {
  return std::string(64 - digits.size(), '0') + digits;
}
std::string left_word(const std::string& digits) {
  return digits + std::string(64 - digits.size(), '0');
}

TEST(AbiType, IsWrittenInItsOneForm) {
  EXPECT_EQ(type("uint"), "uint256");
  EXPECT_EQ(type("int"), "int256");
  EXPECT_EQ(type("uint8"), "uint8");
  EXPECT_EQ(type("int248"), "int248");
  EXPECT_EQ(type("bytes1"), "bytes1");
  EXPECT_EQ(type("bytes32"), "bytes32");
  EXPECT_EQ(type("address[3][]"), "address[3][]");
  EXPECT_EQ(type("(address to, uint amount)[]"), "(address,uint256)[]");
  EXPECT_EQ(type("((string),bool)"), "((string),bool)");
}

TEST(AbiType, OthersAreRefused) {
  for (const char* text : {"",
                           " ",
                           "uint7",
                           "uint0",
                           "uint08",
                           "uint264",
                           "uint256x",
                           "int-8",
                           "uint 256",
                           "Uint256",
                           "bytes0",
                           "bytes33",
                           "bytes01",
                           "byte",
                           "function",
                           "fixed",
                           "fixed128x18",
                           "tuple",
                           "address ",
                           "uint256[",
                           "uint256]",
                           "uint256[-1]",
                           "uint256[01]",
                           "uint256[ 1]",
                           "uint256[x]",
                           "(uint256",
                           "uint256)",
                           "(uint256,)",
                           "(,uint256)",
                           "(uint256 1a)",
                           "(uint256 a b)",
                           "(uint256;bool)",
                           "uint256[]x",
                           "mapping(uint256=>bool)",
                           "uint256[99999999999999999999]"})
    EXPECT_EQ(type(text), "E_BAD_ABI") << text;
}

// E25: types without a size say nothing, any number of times.
TEST(AbiType, WithoutASizeAreRefused) {
  for (const char* text : {"()", "()[]", "()[4294967296]", "(uint256,())", "uint256[0]",
                           "uint256[0][]", "uint256[][0]", "(uint256[0],bool)"})
    EXPECT_EQ(type(text), "E_BAD_ABI") << text;
}

TEST(AbiType, LimitsAreExact) {
  const auto arrays = [](unsigned depth) {
    std::string text = "uint256";
    for (unsigned i = 0; i < depth; ++i) text += "[]";
    return text;
  };
  const auto tuples = [](unsigned depth) {
    return std::string(depth, '(') + "bool" + std::string(depth, ')');
  };
  EXPECT_EQ(type(arrays(abi_deepest)), arrays(abi_deepest));
  EXPECT_EQ(type(arrays(abi_deepest + 1)), "E_TOO_LARGE");
  EXPECT_EQ(type(tuples(abi_deepest)), tuples(abi_deepest));
  EXPECT_EQ(type(tuples(abi_deepest + 1)), "E_TOO_LARGE");
  EXPECT_EQ(type("(" + arrays(abi_deepest - 1) + ")"), "(" + arrays(abi_deepest - 1) + ")");
  EXPECT_EQ(type("(" + arrays(abi_deepest) + ")"), "E_TOO_LARGE");
  EXPECT_EQ(type("uint256[65536]"), "uint256[65536]");
  EXPECT_EQ(type("uint256[65537]"), "E_TOO_LARGE");
  EXPECT_EQ(type("uint256[256][256]"), "uint256[256][256]");
  EXPECT_EQ(type("uint256[256][257]"), "E_TOO_LARGE");
  EXPECT_EQ(type("(uint256[65535],bool)"), "(uint256[65535],bool)");
  EXPECT_EQ(type("(uint256[65536],bool)"), "E_TOO_LARGE");
  EXPECT_EQ(type("string[65537]"), "E_TOO_LARGE");
  EXPECT_EQ(type(std::string(abi_longest_type, 'a')), "E_BAD_ABI");
  EXPECT_EQ(type(std::string(abi_longest_type + 1, 'a')), "E_TOO_LARGE");
}

TEST(AbiType, KnowsItsPlace) {
  EXPECT_EQ(parse_abi_type("uint256[2][3]")->words, 6u);
  EXPECT_FALSE(parse_abi_type("(uint256,bool[2])")->dynamic);
  EXPECT_EQ(parse_abi_type("(uint256,bool[2])")->words, 3u);
  EXPECT_TRUE(parse_abi_type("(uint256,string)[2]")->dynamic);
  EXPECT_EQ(parse_abi_type("(uint256,string)[2]")->words, 1u);
  EXPECT_TRUE(parse_abi_type("uint8[]")->dynamic);
}

TEST(AbiSignature, HasItsSelector) {
  EXPECT_EQ(selector("transfer(address,uint256)"), "a9059cbb");
  EXPECT_EQ(selector("transfer(address to, uint amount)"), "a9059cbb");
  EXPECT_EQ(selector("transfer( address , uint256 )"), "a9059cbb");
  EXPECT_EQ(selector("approve(address,uint256)"), "095ea7b3");
  EXPECT_EQ(selector("transferFrom(address,address,uint256)"), "23b872dd");
  EXPECT_EQ(selector("baz(uint32,bool)"), "cdcd77c0");
  EXPECT_EQ(selector("f(uint256,uint32[],bytes10,bytes)"), "8be65246");
  EXPECT_EQ(selector("deposit()"), "d0e30db0");
}

TEST(AbiSignature, KeepsTheNames) {
  const auto function = parse_abi_signature("f(address to, (uint256 a, bool) pair)");
  ASSERT_TRUE(function.ok());
  EXPECT_EQ(function->inputs[0].name, "to");
  EXPECT_EQ(function->inputs[1].name, "pair");
  EXPECT_EQ(function->inputs[1].items[0].name, "a");
  EXPECT_EQ(function->inputs[1].items[1].name, "");
}

TEST(AbiSignature, OthersAreRefused) {
  for (const char* text : {"", "transfer", "(address)", "1f(address)", "f(address", "f(address))",
                           "f(address) returns (bool)", "f (address)", "f(address,)", "f(,)",
                           "f(address a b)", "f-g()", "f(())"})
    EXPECT_EQ(signature(text), "E_BAD_ABI") << text;
}

TEST(AbiCall, PublishedValues) {
  const auto cases = test::load_vectors("ethereum/abi").at("cases");
  for (const auto& c : cases) {
    std::string types;
    for (const std::string one : c.at("types")) types += (types.empty() ? "" : ",") + one;
    EXPECT_EQ(encoded(types, c.at("arguments").get<Texts>()), c.at("encoded")) << types;
  }
  EXPECT_EQ(cases.size(), 403u);
}

TEST(AbiCall, BeginsWithTheSelector) {
  const auto function = parse_abi_signature("transfer(address,uint256)");
  const Texts arguments{"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "1000"};
  EXPECT_EQ(to_hex(*encode_abi_call(*function, arguments)),
            "a9059cbb" + word("5aaeb6053f3e94c9b9a09f33669435e7ef1beaed") + word("3e8"));
  EXPECT_EQ(to_hex(*encode_abi_call(*parse_abi_signature("deposit()"), {})), "d0e30db0");
}

TEST(AbiCall, NumbersKeepToTheirSize) {
  EXPECT_EQ(encoded("uint8", {"255"}), word("ff"));
  EXPECT_EQ(encoded("uint8", {"0xff"}), word("ff"));
  EXPECT_EQ(encoded("uint8", {"256"}), "E_BAD_ABI_VALUE");
  EXPECT_EQ(encoded("uint256", {"0x" + std::string(64, 'f')}), std::string(64, 'f'));
  EXPECT_EQ(encoded("uint256", {"0x1" + std::string(64, '0')}), "E_BAD_ABI_VALUE");
  EXPECT_EQ(encoded("int8", {"127"}), word("7f"));
  EXPECT_EQ(encoded("int8", {"128"}), "E_BAD_ABI_VALUE");
  EXPECT_EQ(encoded("int8", {"-128"}), std::string(62, 'f') + "80");
  EXPECT_EQ(encoded("int8", {"-129"}), "E_BAD_ABI_VALUE");
  EXPECT_EQ(encoded("int16", {"255"}), word("ff"));
  EXPECT_EQ(encoded("int16", {"-1"}), std::string(64, 'f'));
  EXPECT_EQ(encoded("int256", {"0x7" + std::string(63, 'f')}), "7" + std::string(63, 'f'));
  EXPECT_EQ(encoded("int256", {"0x8" + std::string(63, '0')}), "E_BAD_ABI_VALUE");
  EXPECT_EQ(encoded("int256", {"-578960446186580977117854925043439539266"
                               "34992332820282019728792003956564819968"}),
            "8" + std::string(63, '0'));
  EXPECT_EQ(encoded("int256", {"-578960446186580977117854925043439539266"
                               "34992332820282019728792003956564819969"}),
            "E_BAD_ABI_VALUE");
  for (const char* text : {"", "-", "-0", "-01", "01", "1.5", "1e3", "+1", " 1", "1 ", "ten", "0x"})
    EXPECT_EQ(encoded("int64", {text}), "E_BAD_ABI_VALUE") << text;
  EXPECT_EQ(encoded("int64", {"-0x1"}), "E_BAD_ABI_VALUE");
  EXPECT_EQ(encoded("uint64", {"-1"}), "E_BAD_ABI_VALUE");
}

TEST(AbiCall, OtherSingleValues) {
  EXPECT_EQ(encoded("bool,bool", {"true", "false"}), word("1") + word("0"));
  EXPECT_EQ(encoded("bool", {"1"}), "E_BAD_ABI_VALUE");
  EXPECT_EQ(encoded("bool", {"True"}), "E_BAD_ABI_VALUE");
  EXPECT_EQ(encoded("bytes3", {"0xA1b2c3"}), left_word("a1b2c3"));
  EXPECT_EQ(encoded("bytes3", {"0xa1b2"}), "E_BAD_ABI_VALUE");
  EXPECT_EQ(encoded("bytes3", {"0xa1b2c3d4"}), "E_BAD_ABI_VALUE");
  EXPECT_EQ(encoded("bytes3", {"a1b2c3"}), "E_BAD_ABI_VALUE");
  EXPECT_EQ(encoded("bytes", {"0x"}), word("20") + word("0"));
  EXPECT_EQ(encoded("bytes", {""}), "E_BAD_ABI_VALUE");
  EXPECT_EQ(encoded("bytes", {"0xabc"}), "E_BAD_ABI_VALUE");
  EXPECT_EQ(encoded("string", {""}), word("20") + word("0"));
  EXPECT_EQ(encoded("string", {"\"a\" "}), word("20") + word("4") + left_word("22612220"));
  EXPECT_EQ(encoded("string", {std::string(32, 'a')}).size(), 3 * 64u);
  EXPECT_EQ(encoded("address", {"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD"}), "E_EVM_CHECKSUM");
  EXPECT_EQ(encoded("address", {"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Be"}), "E_BAD_EVM_ADDRESS");
}

TEST(AbiCall, SeveralValuesStandInBrackets) {
  EXPECT_EQ(encoded("uint8[]", {"[]"}), word("20") + word("0"));
  EXPECT_EQ(encoded("uint8[2]", {" [ 1 , 2 ] "}), word("1") + word("2"));
  EXPECT_EQ(encoded("(uint8,bool)", {"(1,true)"}), word("1") + word("1"));
  EXPECT_EQ(encoded("uint8[2][]", {"[[1,2],[3,4]]"}),
            word("20") + word("2") + word("1") + word("2") + word("3") + word("4"));
  EXPECT_EQ(encoded("string[]", {R"(["a,]\"\\"])"}),
            word("20") + word("1") + word("20") + word("5") + left_word("612c5d225c"));
  EXPECT_EQ(encoded("uint8[]", {R"(["1", "2"])"}), encoded("uint8[]", {"[1,2]"}));
}

TEST(AbiCall, WrongBracketsAreRefused) {
  for (const char* text :
       {"",       "[",      "]",       "[1",      "1,2",         "[1,2",          "[1,2]]",
        "[1,2]x", "[1,2,]", "[,1]",    "[1 2]",   "(1,2)",       "[1,[2]]",       "[1,2,3]",
        "[1]",    "[]",     "[\"1,2]", "[1,\"2]", "[1,\"\\2\"]", "[1,\"2\"\"3\"]"})
    EXPECT_EQ(encoded("uint8[2]", {text}), "E_BAD_ABI_VALUE") << text;
  for (const char* text : {"(1)", "(1,true,2)", "()", "[1,true]", "(1,true"})
    EXPECT_EQ(encoded("(uint8,bool)", {text}), "E_BAD_ABI_VALUE") << text;
  for (const char* text : {"[a]", "[\"a]", "[\"a\\\"]", "[\"a\\n\"]", "[\"a\"b]"})
    EXPECT_EQ(encoded("string[]", {text}), "E_BAD_ABI_VALUE") << text;
}

TEST(AbiCall, ArgumentsAreCounted) {
  EXPECT_EQ(encoded("uint8,uint8", {"1"}), "E_BAD_ABI_VALUE");
  EXPECT_EQ(encoded("uint8", {"1", "2"}), "E_BAD_ABI_VALUE");
  const auto function = parse_abi_signature("f(uint8,uint8)");
  const auto call = encode_abi_call(*function, Texts{"1", "x"});
  EXPECT_EQ(call.error().where(), "argument 2");
}

// No argument that a person could paste takes time or memory.
TEST(AbiCall, BombsAreCheap) {
  std::string lists = "[[]";
  for (int i = 0; i < 300'000; ++i) lists += ",[]";
  std::string ones = "[1";
  for (int i = 0; i < 300'000; ++i) ones += ",1";
  const Texts octets{"0x" + std::string(8'000'000, '0')};
  const Texts open{std::string(1'000'000, '[')};
  const std::clock_t start = std::clock();
  EXPECT_EQ(encoded("uint8[][]", {lists + "]"}), "E_TOO_LARGE");
  EXPECT_EQ(encoded("uint8[]", {ones + "]"}), "E_TOO_LARGE");
  EXPECT_EQ(encoded("bytes", octets), "E_TOO_LARGE");
  EXPECT_EQ(encoded("bool", octets), "E_TOO_LARGE");  // not looked into
  EXPECT_EQ(encoded("uint8[][][][][][][][]", open), "E_BAD_ABI_VALUE");
  EXPECT_LT(std::clock() - start, CLOCKS_PER_SEC / 5);  // of this process: sanitizers take most
}

const std::string token_file = R"([
  {"type": "constructor", "inputs": []},
  {"type": "event", "name": "transfer", "inputs": [{"name": "x", "type": "uint8"}]},
  {"type": "function", "name": "transfer", "stateMutability": "nonpayable",
   "inputs": [{"name": "to", "type": "address"}, {"name": "amount", "type": "uint256"}]},
  {"name": "pay", "inputs": [{"name": "", "type": "tuple[2][]", "internalType": "struct P[2][]",
   "components": [{"name": "to", "type": "address"}, {"name": "what", "type": "bytes"}]}]},
  {"type": "function", "name": "over", "inputs": [{"name": "a", "type": "uint8"}]},
  {"type": "function", "name": "over", "inputs": [{"name": "a", "type": "bool"}]},
  {"type": "function", "name": "odd", "inputs": [{"name": "a", "type": "Library.Struct storage"}]}
])";

// The signature of what a file has under this name, or why it has nothing.
std::string in_file(const std::string& file, std::string_view name) {
  const auto json = parse_json(view_of(file));
  if (!json) return std::string(json.error().reason());
  const auto function = abi_function(*json, name);
  return function ? function->signature() : std::string(function.error().reason());
}

TEST(AbiFile, HasFunctions) {
  EXPECT_EQ(in_file(token_file, "transfer"), "transfer(address,uint256)");
  EXPECT_EQ(in_file(token_file, "transfer(address,uint)"), "transfer(address,uint256)");
  EXPECT_EQ(in_file(token_file, "pay"), "pay((address,bytes)[2][])");
  EXPECT_EQ(in_file(token_file, "over(bool)"), "over(bool)");
  EXPECT_EQ(in_file(R"({"contractName": "T", "abi": )" + token_file + "}", "transfer"),
            "transfer(address,uint256)");
}

TEST(AbiFile, KeepsTheNames) {
  const auto json = parse_json(view_of(token_file));
  const auto function = abi_function(*json, "transfer");
  EXPECT_EQ(function->inputs[0].name, "to");
  EXPECT_EQ(function->inputs[1].name, "amount");
}

TEST(AbiFile, OthersAreNotFound) {
  EXPECT_EQ(in_file(token_file, "burn"), "E_UNKNOWN_FUNCTION");
  EXPECT_EQ(in_file(token_file, "over"), "E_UNKNOWN_FUNCTION");  // two of them
  EXPECT_EQ(in_file(token_file, "over(uint16)"), "E_UNKNOWN_FUNCTION");
  EXPECT_EQ(in_file(token_file, "transfer(uint8)"), "E_UNKNOWN_FUNCTION");  // an event
  EXPECT_EQ(in_file(token_file, "odd"), "E_BAD_ABI");
  EXPECT_EQ(in_file(token_file, ""), "E_BAD_ABI");
  EXPECT_EQ(in_file(token_file, "transfer("), "E_BAD_ABI");
}

// A file with one function f, whose inputs are these.
std::string file_with(const std::string& inputs) {
  return R"([{"type": "function", "name": "f", "inputs": )" + inputs + "}]";
}

TEST(AbiFile, WrongOnesAreRefused) {
  for (const char* file : {"{}", "1", "\"abi\"", R"({"abi": {}})", R"({"abi": null})"})
    EXPECT_EQ(in_file(file, "f"), "E_BAD_ABI") << file;
  EXPECT_EQ(in_file(R"([{"type": "function", "name": "f"}])", "f"), "E_BAD_ABI");
  EXPECT_EQ(in_file(R"([1, null, [], {"name": 7}])", "f"), "E_UNKNOWN_FUNCTION");
  for (const char* inputs : {"{}", "[1]", "[{}]"})
    EXPECT_EQ(in_file(file_with(inputs), "f"), "E_BAD_ABI") << inputs;
}

TEST(AbiFile, WrongParametersAreRefused) {
  const std::string bools = R"(, "components": [{"type": "bool"}])";
  for (const std::string& members :
       {std::string(R"("type": 7)"), std::string(R"("type": "tuple")"),
        std::string(R"("type": "tuple", "components": [])"), R"("type": "tuple[0]")" + bools,
        R"("type": "tuplebool")" + bools, std::string(R"j("type": "(bool)")j"),
        std::string(R"("type": "uint8[0]")"), std::string(R"("type": "bool ")"),
        std::string(R"("type": "bool", "name": "a b")"),
        std::string(R"("type": "bool", "name": "a\u202e")")})
    EXPECT_EQ(in_file(file_with("[{" + members + "}]"), "f"), "E_BAD_ABI") << members;
  EXPECT_EQ(in_file(file_with(R"([{"type": "tuple")" + bools + "}]"), "f"), "f((bool))");
}

// E25 and its like, in a file.
TEST(AbiFile, BombsAreRefused) {
  const std::clock_t start = std::clock();
  EXPECT_EQ(in_file(file_with(R"([{"type": "uint256[65536][65536]"}])"), "f"), "E_TOO_LARGE");
  std::string many = R"([{"type": "bool[][][][][][][][]"})";
  for (int i = 0; i < 10'000; ++i) many += R"(,{"type": "bool[][][][][][][][]"})";
  EXPECT_EQ(in_file(file_with(many + "]"), "f"), "E_TOO_LARGE");
  std::string deep = R"({"type": "bool"})";
  for (int i = 0; i < 10; ++i) deep = R"({"type": "tuple[][]", "components": [)" + deep + "]}";
  EXPECT_EQ(in_file(file_with("[" + deep + "]"), "f"), "E_TOO_LARGE");
  EXPECT_LT(std::clock() - start, CLOCKS_PER_SEC / 5);  // of this process: sanitizers take most
}

}  // namespace
}  // namespace coldquill
