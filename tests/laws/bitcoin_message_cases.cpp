#include "bitcoin_message_cases.h"

#include <message_cases.h>

namespace coldquill::laws {
namespace {

using namespace bitcoin_message::test;

Result<std::vector<Signature>> sign(const std::vector<SigningJob>& jobs) {
  CQ_TRY(draft, SealedDraft::open(SealedDraft::seal({}, "", {}, jobs)));
  const Consent consent{draft.consent_id(), {}};
  CQ_TRY(approved, Approved::give(std::move(draft), consent));
  return me().vault().sign(approved);
}

Case case_of(std::string name, Payload payload) {
  Case c{std::move(name), std::move(payload)};
  c.context = bitcoin_message_keys();
  c.sign = sign;
  c.self_delimiting = c.payload.kind != "bitcoin-message";
  return c;
}

Case command_of(std::string name, const char* at) {
  Case c = case_of(std::move(name), command("I agree\nto nothing", at));
  for (const char* text : {"I agree to nothing", "I agree\r\nto nothing", "I agree\nto nothing\n\n",
                           "I agree\n\nto nothing", ""}) {
    c.mutants.push_back(command(text, at));
    c.money.push_back({"message", command(text, at), {}});
  }
  c.mutants.push_back(command("I agree\nto nothing", "m/84h/0h/0h/0/9"));
  c.money.push_back({"from", command("I agree\nto nothing", "m/84h/0h/0h/0/9"), {}});
  return c;
}

Case on_mainnet() {
  Case c = command_of("command, p2wpkh", "m/84h/0h/0h/0/3");
  const Payload elsewhere = command("I agree\nto nothing", "m/84h/1h/0h/0/3");
  c.money.push_back({"network", elsewhere, {}});
  c.money.push_back({"from", elsewhere, {}});
  return c;
}

Case on_a_test_network() {
  Case c = command_of("command, p2wpkh on a test network", "m/84h/1h/0h/0/3");
  c.money.push_back({"network", c.payload, "regtest"});
  return c;
}

Case asked_by_somebody() {
  Case c = case_of("request, p2pkh", payload(parts("Log in to example.org", "m/44'/0'/0'/0/0",
                                                   "1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA")));
  c.money.push_back({"message", payload(parts("Log in to example.com", "m/44'/0'/0'/0/0",
                                              "1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA"))});
  return c;
}

Case for_somebody_else() {
  auto request = parts("Log in to example.org");
  request.paths = {UrKeyPath::of({Wallet::zoo().fingerprint(), path(first_path)})};
  return case_of("request, a key of somebody else", payload(request));
}

Case in_lines() {
  Case c = case_of("lines, p2sh-p2wpkh", lines("I agree", "m/49'/0'/0'/1/3", "P2SH-P2WPKH"));
  const Payload other = lines("I agree ", "m/49'/0'/0'/1/3", "P2SH-P2WPKH");
  c.mutants = {other, lines("I agree", "m/44'/0'/0'/1/3", "P2PKH")};
  c.money = {{"message", other, {}},
             {"from", lines("I agree", "m/49'/0'/0'/1/4", "P2SH-P2WPKH"), {}}};
  return c;
}

Case in_base64() {
  return case_of("command, base64",
                 command_text("signmessage 73c5da0a/84h/0h/0h/0/0 base64:SSBhZ3JlZS4KVHdpY2UK"));
}

std::vector<Case> make_cases() {
  std::vector<Case> out{on_mainnet(),
                        on_a_test_network(),
                        command_of("command, p2pkh", "m/44'/0'/0'/0/3"),
                        command_of("command, p2sh-p2wpkh", "m/49'/0'/0'/1/3"),
                        in_lines(),
                        in_base64(),
                        asked_by_somebody(),
                        for_somebody_else()};
  out.push_back(case_of("command, no text", command("")));
  out.push_back(case_of("command, a hash", command(std::string(64, 'a'))));
  return out;
}

}  // namespace

Context bitcoin_message_keys() {
  std::vector<KeyOrigin> origins;
  for (const char* account : {"m/44'/0'/0'", "m/49'/0'/0'", "m/84'/0'/0'", "m/84'/1'/0'"}) {
    origins.push_back({me().fingerprint(), path(account)});
  }
  return me().context(origins);
}

const std::vector<Case>& bitcoin_message_cases() {
  static const std::vector<Case> cases = make_cases();
  return cases;
}

}  // namespace coldquill::laws
