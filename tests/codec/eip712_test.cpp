// Typed data: the rows that are shown, and requests that mean harm.
#include <coldquill/base/hex.h>
#include <coldquill/codec/eip712.h>
#include <gtest/gtest.h>

#include <chrono>
#include <map>

namespace coldquill {
namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string request(std::string_view types, std::string_view primary, std::string_view message,
                    std::string_view domain = "{}") {
  return "{\"types\":{" + std::string(types) + "},\"primaryType\":\"" + std::string(primary) +
         "\",\"domain\":" + std::string(domain) + ",\"message\":" + std::string(message) + "}";
}

// "A(uint8 a,B b)" as a member of a types object.
std::string type(std::string_view text) {
  const std::size_t open = text.find('(');
  std::string out = "\"" + std::string(text.substr(0, open)) + "\":[";
  std::string_view rest = text.substr(open + 1);
  while (rest.size() > 1) {
    const std::string_view one = rest.substr(0, rest.find_first_of(",)"));
    const std::size_t space = one.rfind(' ');
    out += (out.back() == '[' ? "" : ",") + std::string("{\"type\":\"") +
           std::string(one.substr(0, space)) + "\",\"name\":\"" +
           std::string(one.substr(space + 1)) + "\"}";
    rest.remove_prefix(one.size() + 1);
  }
  return out + "]";
}

std::string reason_of(const std::string& json) {
  const auto data = TypedData::parse(view_of(json));
  return data ? "" : std::string(data.error().reason());
}

std::vector<std::string> lines(const std::vector<TypedField>& rows) {
  std::vector<std::string> out;
  for (const TypedField& row : rows)
    out.push_back(row.path + " | " + row.type + " | " + row.value + (row.node ? " | node" : "") +
                  (row.free_text ? " | free" : ""));
  return out;
}

const std::string order_types = type("Order(Side[2] sides,int16 change,Note[] notes,bytes x)") +
                                "," + type("Side(address token,bool buys)") + "," +
                                type("Note(string text)") + "," + type("Other(uint8 a)");
const std::string order_message =
    R"({"x":"0xABcd","change":"-5","notes":[],"sides":[)"
    R"({"token":"0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826","buys":true},)"
    R"({"buys":false,"token":"0xCD2A3D9F938E13CD947EC05ABC7FE734DF8DD826"}]})";
const std::string order_domain =
    R"({"verifyingContract":"0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826","chainId":"0x89",)"
    R"("name":"Sh\u202eop\u0000"})";

TEST(Eip712, RowsShowWhatIsSigned) {
  const auto data =
      TypedData::parse(view_of(request(order_types, "Order", order_message, order_domain)));
  ASSERT_TRUE(data.ok()) << data.error().what();
  EXPECT_EQ(lines(data->domain()),
            (std::vector<std::string>{
                "domain | EIP712Domain |  | node",
                std::string("domain.name | string | Sh\u202eop") + '\0' + " | free",
                "domain.chainId | uint256 | 137",
                "domain.verifyingContract | address | 0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826",
            }));
  EXPECT_EQ(lines(data->message()),
            (std::vector<std::string>{
                "message | Order |  | node",
                "message.sides | Side[2] | 2 entries | node",
                "message.sides[0] | Side |  | node",
                "message.sides[0].token | address | 0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826",
                "message.sides[0].buys | bool | true",
                "message.sides[1] | Side |  | node",
                "message.sides[1].token | address | 0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826",
                "message.sides[1].buys | bool | false",
                "message.change | int16 | -5",
                "message.notes | Note[] | 0 entries of Note(string text) | node",
                "message.x | bytes | 0xabcd",
            }));
  EXPECT_EQ(data->primary_type(), "Order");
  EXPECT_EQ(data->encode_type(),
            "Order(Side[2] sides,int16 change,Note[] notes,bytes x)Note(string text)"
            "Side(address token,bool buys)");
  EXPECT_EQ(data->unused_types(), std::vector<std::string>{"Other"});
  EXPECT_EQ(data->name(), std::string("Sh\u202eop") + '\0');
  EXPECT_EQ(data->version(), std::nullopt);
  EXPECT_EQ(data->chain_id(), Uint256(137));
  EXPECT_EQ(to_hex(*data->verifying_contract()), "cd2a3d9f938e13cd947ec05abc7fe734df8dd826");
}

TEST(Eip712, DomainsWithOtherMembers) {
  const std::string types =
      type("EIP712Domain(string verifyingContract,uint8 more)") + "," + type("A()");
  const auto data = TypedData::parse(
      view_of(request(types, "A", "{}", R"({"more":7,"verifyingContract":"cosmos"})")));
  ASSERT_TRUE(data.ok()) << data.error().what();
  EXPECT_EQ(lines(data->domain()),
            (std::vector<std::string>{"domain | EIP712Domain |  | node",
                                      "domain.verifyingContract | string | cosmos | free",
                                      "domain.more | uint8 | 7"}));
  EXPECT_EQ(lines(data->message()), std::vector<std::string>{"message | A | no members | node"});
  EXPECT_EQ(data->verifying_contract(), std::nullopt);
  EXPECT_EQ(data->chain_id(), std::nullopt);
  EXPECT_EQ(data->name(), std::nullopt);
}

// W1 and W2: one set of rows has one digest, one digest has one set of rows.
class Pairs {
 public:
  void put(const std::string& json) {
    const auto data = TypedData::parse(view_of(json));
    if (!data) return;
    std::string rows;
    for (const auto* part : {&data->domain(), &data->message()})
      for (const std::string& line : lines(*part)) rows += line + '\n';
    const std::string digest = to_hex(data->digest());
    EXPECT_EQ(digest_of_.emplace(rows, digest).first->second, digest) << rows;
    EXPECT_EQ(rows_of_.emplace(digest, rows).first->second, rows);
  }
  [[nodiscard]] std::size_t different() const { return rows_of_.size(); }

 private:
  std::map<std::string, std::string> digest_of_;
  std::map<std::string, std::string> rows_of_;
};

TEST(Eip712, RowsAndDigestGoTogether) {
  Pairs pairs;
  const std::string good = request(order_types, "Order", order_message, order_domain);
  constexpr std::string_view letters = "aA0127x{}[],:\" \\";
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (const char letter : letters) {
      std::string changed = good;
      changed[i] = letter;
      pairs.put(changed);
    }
    pairs.put(good.substr(0, i) + good.substr(i + 1));
  }
  EXPECT_GT(pairs.different(), 200u);
}

// What an empty array hides is in the digest by way of its type, and in the rows.
TEST(Eip712, EmptyArraysShowTheirTypes) {
  Pairs pairs;
  for (const char* note :
       {"Note()", "Note(string text)", "Note(bytes text)", "Note(string text,Deep[] d)"})
    for (const char* deep : {"Deep(uint8 a)", "Deep(uint8 b)"})
      for (const char* array : {"Note[]", "Note[][]"})
        pairs.put(
            request(type("A(" + std::string(array) + " n)") + "," + type(note) + "," + type(deep),
                    "A", R"({"n":[]})"));
  EXPECT_EQ(pairs.different(), 10u);
}

TEST(Eip712, TheTopLevel) {
  const std::string types = "{" + type("A(uint8 a)") + "}";
  const std::string good = R"("types":)" + types + R"(,"primaryType":"A","domain":{})";
  EXPECT_EQ(reason_of("{" + good + R"(,"message":{"a":1}})"), "");
  EXPECT_EQ(reason_of("{" + good + R"(,"message":{"a":1},"id":1})"), "E_TYPED_DATA_EXTRA");
  EXPECT_EQ(reason_of("{" + good + R"(,"message":{"a":1},"message":{"a":2}})"), "E_BAD_JSON");
  EXPECT_EQ(reason_of("{" + good + R"(,"message":{"a":1,"a":1}})"), "E_BAD_JSON");
  EXPECT_EQ(reason_of("{" + good + "}"), "E_TYPED_DATA");
  EXPECT_EQ(reason_of("{" + good + R"(,"message":null})"), "E_TYPED_DATA_UNSUPPORTED");
  EXPECT_EQ(reason_of("{" + good + R"(,"message":[]})"), "E_TYPED_DATA_VALUE");
  EXPECT_EQ(reason_of(R"({"types":[],"primaryType":"A","domain":{},"message":{}})"),
            "E_TYPED_DATA");
  EXPECT_EQ(reason_of(R"({"primaryType":"A","domain":{},"message":{}})"), "E_TYPED_DATA");
  EXPECT_EQ(reason_of(R"({"types":)" + types + R"(,"domain":{},"message":{"a":1}})"),
            "E_TYPED_DATA");
  EXPECT_EQ(reason_of(R"({"types":)" + types + R"(,"primaryType":1,"message":{"a":1}})"),
            "E_TYPED_DATA");
  EXPECT_EQ(reason_of(R"({"types":)" + types + R"(,"primaryType":"B","message":{"a":1}})"),
            "E_TYPED_DATA");
  EXPECT_EQ(
      reason_of(R"({"types":)" + types + R"(,"primaryType":"A","domain":null,"message":{"a":1}})"),
      "E_TYPED_DATA");
  EXPECT_EQ(reason_of("[]"), "E_TYPED_DATA");
  EXPECT_EQ(reason_of("{}"), "E_TYPED_DATA");
  EXPECT_EQ(reason_of(""), "E_BAD_JSON");
}

// E07: nothing but identifiers gets into an encoded type.
TEST(Eip712, MembersOfTypes) {
  const auto with = [](std::string_view members) {
    return reason_of(request("\"A\":" + std::string(members), "A", R"({"a":1})"));
  };
  EXPECT_EQ(with(R"([{"name":"a","type":"uint8"}])"), "");
  EXPECT_EQ(with(R"([{"name":"a","type":"uint8","indexed":true}])"), "E_TYPED_DATA_EXTRA");
  EXPECT_EQ(with(R"([{"name":"a"}])"), "E_TYPED_DATA");
  EXPECT_EQ(with(R"([{"name":"a","type":8}])"), "E_TYPED_DATA");
  EXPECT_EQ(with(R"([{"name":1,"type":"uint8"}])"), "E_TYPED_DATA");
  EXPECT_EQ(with(R"(["uint8 a"])"), "E_TYPED_DATA");
  EXPECT_EQ(with(R"({"name":"a","type":"uint8"})"), "E_TYPED_DATA");
  EXPECT_EQ(with(R"("uint8 a")"), "E_TYPED_DATA");
  EXPECT_EQ(with(R"([{"name":"a\u0000","type":"uint8"}])"), "E_TYPED_DATA");
  EXPECT_EQ(with(R"([{"name":"a","type":"uint8\u0000"}])"), "E_TYPED_DATA");
  EXPECT_EQ(with(R"([{"name":"__proto__","type":"uint8"}])"), "E_TYPED_DATA");
  EXPECT_EQ(with(R"([{"name":")" + std::string(129, 'a') + R"(","type":"uint8"}])"),
            "E_TYPED_DATA");
  EXPECT_EQ(reason_of(request(type("A()") + "," + type("A ()"), "A", "{}")), "E_TYPED_DATA");
  EXPECT_EQ(reason_of(request(type("A()") + R"(,"B\u0000":[])", "A", "{}")), "E_TYPED_DATA");
  EXPECT_EQ(reason_of(request(type("__proto__()"), "__proto__", "{}")), "E_TYPED_DATA");
  // Types that are not used must be well formed as well.
  EXPECT_EQ(reason_of(request(type("A()") + "," + type("B(C c)"), "A", "{}")), "E_TYPED_DATA");
}

// A hostile name does not get into an error as it is.
TEST(Eip712, ErrorsAreFitForAScreen) {
  const std::string name = "\\u001b[2J" + std::string(1000, 'a');
  const auto data =
      TypedData::parse(view_of(request(type("A()"), "A", R"({")" + name + R"(":1})")));
  ASSERT_FALSE(data.ok());
  EXPECT_EQ(data.error().reason(), "E_TYPED_DATA_EXTRA");
  EXPECT_EQ(data.error().where(), "message");
  EXPECT_EQ(data.error().what().find('\x1b'), std::string::npos);
  EXPECT_LT(data.error().what().size(), 200u);
}

TEST(Eip712, LimitsAreExact) {
  std::string types = type("A()");
  for (std::size_t i = 1; i < typed_most_types; ++i) types += ",\"T" + std::to_string(i) + "\":[]";
  EXPECT_EQ(reason_of(request(types, "A", "{}")), "");
  EXPECT_EQ(reason_of(request(types + "," + type("B()"), "A", "{}")), "E_TOO_LARGE");
  const auto wide = [](std::size_t members) {
    std::string list;
    std::string message;
    for (std::size_t i = 0; i < members; ++i) {
      list += (i == 0 ? "" : ",") + std::string("bool m") + std::to_string(i);
      message += (i == 0 ? "\"m" : ",\"m") + std::to_string(i) + "\":true";
    }
    return reason_of(request(type("A(" + list + ")"), "A", "{" + message + "}"));
  };
  EXPECT_EQ(wide(typed_most_members), "");
  EXPECT_EQ(wide(typed_most_members + 1), "E_TOO_LARGE");
  const auto deep = [](std::size_t arrays) {
    return reason_of(request(type("A(bool" + repeat("[]", arrays) + " a)"), "A",
                             "{\"a\":" + repeat("[", arrays) + repeat("]", arrays) + "}"));
  };
  EXPECT_EQ(deep(json_deepest - 2), "");
  EXPECT_EQ(deep(json_deepest - 1), "E_TOO_LARGE");
  EXPECT_EQ(reason_of(request(type("A(bool" + repeat("[]", 33) + " a)"), "A", R"({"a":[]})")),
            "E_TOO_LARGE");
}

// E05: depth, cycles, and requests in which a little text stands for a lot of work.
TEST(Eip712, BombsAreCheap) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(reason_of(request(type("A(A a)"), "A", repeat("{\"a\":", 200) + repeat("}", 200))),
            "E_TOO_LARGE");
  EXPECT_EQ(reason_of(request(type("A(B b)") + "," + type("B(A a)"), "A", R"({"b":{"a":{}}})")),
            "E_TYPED_DATA_UNSUPPORTED");
  std::string chain;  // a long chain of types, each with the longest name
  const std::string stem(100, 'n');
  for (int i = 0; i < 127; ++i)
    chain += type(stem + std::to_string(i) + "(" + stem + std::to_string(i + 1) + "[] m)") + ",";
  chain += type(stem + "127(" + stem + "0[] m)");
  EXPECT_EQ(reason_of(request(chain, stem + "0", R"({"m":[]})")), "");
  // Each empty array says the whole definition.
  const std::string empties = "[" + repeat("{\"m\":[]},", 20000) + "{\"m\":[]}]";
  EXPECT_EQ(reason_of(request(chain, stem + "0", "{\"m\":" + empties + "}")), "E_TOO_LARGE");
  // Long names, deep paths, many leaves.
  const std::string tree = type("A(A[] " + stem + ",uint8[] v)");
  std::string inner = "{\"" + stem + "\":[],\"v\":[" + repeat("1,", 60000) + "1]}";
  for (int i = 0; i < 12; ++i) inner = "{\"" + stem + "\":[" + inner + "],\"v\":[]}";
  EXPECT_EQ(reason_of(request(tree, "A", inner)), "E_TOO_LARGE");
  // Every type refers to every other one.
  std::string web;
  for (int i = 0; i < 64; ++i) {
    std::string members;
    for (int k = 0; k < 64; ++k)
      members += (k == 0 ? "T" : ",T") + std::to_string(k) + "[] a" + std::to_string(k);
    web += (i == 0 ? "" : ",") + type("T" + std::to_string(i) + "(" + members + ")");
  }
  EXPECT_EQ(reason_of(request(web, "T0", "{}")), "E_TOO_LARGE");
  // Members in the worst order for whoever looks them up.
  std::string members;
  std::string values;
  for (int i = 0; i < 64; ++i) {
    members += (i == 0 ? "bool m" : ",bool m") + std::to_string(i);
    values += (i == 0 ? "\"m" : ",\"m") + std::to_string(63 - i) + "\":true";
  }
  const auto many = [&](std::size_t times) {
    return reason_of(
        request(type("A(B[] b)") + "," + type("B(" + members + ")"), "A",
                "{\"b\":[" + repeat("{" + values + "},", times - 1) + "{" + values + "}]}"));
  };
  EXPECT_EQ(many(126), "");  // 65 rows each, and two
  EXPECT_EQ(many(127), "E_TOO_LARGE");
  EXPECT_EQ(many(999), "E_TOO_LARGE");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3));
}

TEST(Eip712, EveryPrefixIsRefused) {
  const std::string good = request(order_types, "Order", order_message, order_domain);
  EXPECT_EQ(reason_of(good), "");
  for (std::size_t i = 0; i < good.size(); ++i) EXPECT_NE(reason_of(good.substr(0, i)), "");
}

}  // namespace
}  // namespace coldquill
