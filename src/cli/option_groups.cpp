#include "option_groups.h"

#include <coldquill/families/families.h>

namespace coldquill::cli {
namespace {

const Rules descriptor{.type = "N", .range = Range(0, 65535)};

// Of every family, as in "psbt, tx".
std::string kind_names() {
  std::string out;
  for (const Family& family : families()) {
    for (const PayloadKind& kind : family.kinds) {
      add_name(out, kind.name);
    }
  }
  return out;
}

template <class Rows>
std::vector<std::string> names_of(const Rows& rows) {
  std::vector<std::string> out;
  for (const auto& row : rows) out.emplace_back(row.name);
  return out;
}

const char* not_six_digits(const std::string& text) {
  const bool good = text.size() == 6 && text.find_first_not_of("0123456789") == text.npos;
  return good ? nullptr : "six digits are expected";
}

}  // namespace

void add_name(std::string& names, std::string_view name) {
  names.append(names.empty() ? "" : ", ").append(name);
}

void add_wallet_options(Command& command, KeyOptions& keys) {
  command.take({
      {"--wallet", &keys.wallet, "Wallet file", {.type = "FILE"}},
      {"--password-fd", &keys.password_fd, "Read its password from this descriptor", descriptor},
      {"--paranoid", &keys.paranoid, "Allow, or create, a wallet with a costlier password hash"},
  });
}

void add_words_options(Command& command, KeyOptions& keys) {
  command.take({
      {"--words-fd", &keys.words_fd, "Stateless: read words or SeedQR digits from this descriptor",
       descriptor},
      {"--stateless",
       &keys.stateless,
       "Stateless: ask for the words on the terminal",
       {.excludes = {"--words-fd"}}},
      {"--words-qr",
       &keys.words_qr,
       "Stateless: read the words out of a picture of a SeedQR or CompactSeedQR",
       {.type = "PICTURE", .excludes = {"--words-fd", "--stateless"}}},
  });
}

void add_passphrase_options(Command& command, KeyOptions& keys) {
  command.take({
      {"--passphrase-fd", &keys.passphrase_fd, "Read the BIP-39 passphrase from this descriptor",
       descriptor},
      {"--passphrase",
       &keys.ask_passphrase,
       "Ask for a BIP-39 passphrase",
       {.excludes = {"--passphrase-fd"}}},
  });
}

void add_entry_option(Command& command, KeyOptions& keys) {
  command.take({{"--key", &keys.name, "Which key of the wallet file", {.type = "NAME"}}});
}

void add_key_options(Command& command, KeyOptions& keys) {
  add_wallet_options(command, keys);
  add_entry_option(command, keys);
  add_words_options(command, keys);
  add_passphrase_options(command, keys);
}

void add_review_options(Command& command, ReviewOptions& review) {
  command.take({
      {"PAYLOAD", &review.payloads, "File, picture, film, folder, or - for standard input"},
      {"--camera",
       &review.camera,
       "Scan with this camera: its number or path",
       {.type = "CAMERA", .excludes = {"PAYLOAD"}}},
      {"--as", &review.as, "Take it for this kind of payload: " + kind_names(), {.type = "KIND"}},
      {"--previous",
       &review.previous,
       "Previous transactions of a raw one",
       {.type = "FILE", .one_value = true}},
      {"--network", &review.network, "Network, where the key paths do not say it"},
      {"--account",
       &review.account,
       "Account to look in, for payloads without key paths",
       {.range = Range(0, 0x7FFFFFFF)}},
      {"--path",
       &review.paths,
       "Key path to use, for payloads without key paths",
       {.type = "PATH", .one_value = true}},
      {"--compare",
       &review.compare,
       "Six digits chosen together: shows six words",
       {.wrong = not_six_digits}},
  });
  add_json_option(command, review.json);
  command.take(
      {{"--strict", &review.strict, "Refuse where there would be a warning about the machine"}});
}

void add_qr_options(Command& command, QrOptions& qr, bool with_show) {
  if (with_show) command.take({{"--qr", &qr.show, "Show the QR code in the terminal"}});
  command.take({
      {"--qr-png", &qr.png, "Write the QR code as PNG", {.type = "FILE"}},
      {"--qr-svg", &qr.svg, "Write the QR code as SVG", {.type = "FILE"}},
      {"--qr-gif", &qr.gif, "Write the QR codes as animated GIF", {.type = "FILE"}},
      {"--density",
       &qr.density,
       "How fine: low, normal, high, for cameras of 240, 480 and 720 lines",
       {.choices = names_of(densities)}},
      {"--fragment", &qr.fragment, "Octets a part (80, 200, 400)", {.range = Range(10, 2000)}},
      {"--delay", &qr.delay, "Milliseconds a part", {.range = Range(50, 5000)}},
      {"--scale", &qr.scale, "Pixels a module", {.range = Range(1, 64)}},
  });
}

void add_target_option(Command& command, QrOptions& qr) {
  std::string names;
  for (const std::string& name : names_of(targets())) add_name(names, name);
  command.take({{"--for",
                 &qr.target,
                 "Who reads the codes: " + names,
                 {.type = "APP", .choices = names_of(targets())}}});
}

void add_answer_options(Command& command, SignOptions& sign) {
  command.take({
      {"-o", &sign.out, "Where to write: a folder, or a file", {.type = "PLACE"}},
      {"--format", &sign.answer.format,
       "binary, base64, hex, base43, ur, ur1, bbqr, specter, raw, or a kind"},
      {"--final", &sign.answer.final, "The transaction ready for broadcast"},
  });
  add_qr_options(command, sign.qr, true);
  add_target_option(command, sign.qr);
}

void add_json_option(Command& command, bool& json) {
  command.take({{"--json", &json, "One JSON object on standard output"}});
}

}  // namespace coldquill::cli
