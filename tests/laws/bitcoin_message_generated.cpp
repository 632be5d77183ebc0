#include "bitcoin_message_generated.h"

#include <coldquill/codec/base64.h>
#include <message_cases.h>

#include "bitcoin_message_cases.h"
#include "typed_values.h"

namespace coldquill::laws {
namespace {

using namespace bitcoin_message::test;
using bitcoin_message::BitcoinMessage;

const Context& our_keys() {
  static const Context keys = bitcoin_message_keys();
  return keys;
}

enum class Form { command, base64, item };
constexpr const char* names[] = {"command", "command in base64", "request"};

class Maker {
 public:
  explicit Maker(Dice& dice)
      : dice_(dice), form_(dice.pick({Form::command, Form::base64, Form::item})) {}

  Case make() {
    const std::string at = key_path();
    around(at);
    const std::string text = message_text();
    Case c{names[static_cast<std::size_t>(form_)], request(text, at)};
    c.context = our_keys();
    c.sign = bitcoin_message_cases().front().sign;
    c.self_delimiting = form_ == Form::item;
    const std::string longer = text + dice_.pick<char>({'\n', '\r', ' ', '\0', '[', 'x'});
    c.mutants = {request(longer, at), request(message_text(), at), request(text, key_path())};
    // 32 octets that are no text are refused, and so is a lie about the address.
    const bool money = see<BitcoinMessage>(c.payload, c.context).ok() &&
                       see<BitcoinMessage>(request(longer + "y", at), c.context).ok();
    if (money) c.money.push_back({"message", request(longer + "y", at), {}});
    return c;
  }

 private:
  std::string key_path() {
    if (dice_.one_in(32))
      return dice_.pick({"m/86'/0'/0'/0/0", "m/84'/60'/0'/0/0", "m/84'/0'/0'/0"});
    return std::string(dice_.pick({"m/44'/0'/0'", "m/49'/0'/0'", "m/84'/0'/0'", "m/84'/1'/0'"})) +
           (dice_.one_in(2) ? "/0/" : "/1/") + std::to_string(dice_.below(4));
  }

  // What a request says around the text: mostly true.
  void around(const std::string& at) {
    source_ = dice_.one_in(64)  ? Wallet::zoo().fingerprint()
              : dice_.one_in(8) ? KeyFingerprint{}
                                : our_keys().keys.master();
    if (!dice_.one_in(4)) parts_.id = dice_.array<16>();
    if (dice_.one_in(2)) parts_.asked_by = text_generated(dice_, false);
    if (dice_.one_in(8)) parts_.addresses.emplace();
    if (dice_.one_in(64)) parts_.addresses = {{"1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA"}};
    if (dice_.one_in(4)) claim_the_truth(at);
  }
  void claim_the_truth(const std::string& at) {
    const auto seen = see<BitcoinMessage>(command("", at), our_keys());
    if (!seen) return;
    for (const Fact& fact : seen->facts) {
      if (fact.name == "from") parts_.addresses = {{fact.value}};
    }
  }

  std::string message_text() {
    switch (dice_.below(8)) {
      case 0:
        return octets(dice_.below(100));
      case 1:
        return to_hex(dice_.octets(dice_.pick<std::size_t>({20, 31, 32, 33})));
      default:
        return form_ == Form::command ? words() : text_generated(dice_, false);
    }
  }
  std::string octets(std::size_t size) {
    std::string out(text_of(dice_.octets(size)));
    for (char& c : out) c = form_ == Form::command ? static_cast<char>(c & 0x7F) : c;
    return out;
  }
  std::string words() {
    std::string out;
    for (std::uint64_t i = dice_.below(12); i > 0; --i) {
      out +=
          dice_.pick({"pay", " ", " ", "\n", "\r\n", "\t", "\\n", "[U+000A]", "| from", "ascii:"});
    }
    return out;
  }

  Payload request(const std::string& text, const std::string& at) const {
    if (form_ == Form::command) return command(text, at);
    if (form_ == Form::base64) {
      return command_text("signmessage " + at + " base64:" + base64_encode(view_of(text)));
    }
    auto out = parts_;
    out.data = to_bytes(view_of(text));
    out.paths = {UrKeyPath::of({source_, path(at)})};
    return payload(out);
  }

  Dice& dice_;
  Form form_;
  bitcoin_message::test::Parts parts_;
  KeyFingerprint source_;
};

}  // namespace

Case bitcoin_message_generated(Dice& dice) {
  return Maker(dice).make();
}

}  // namespace coldquill::laws
