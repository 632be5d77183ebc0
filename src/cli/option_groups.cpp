#include "option_groups.h"

#include <coldquill/families/families.h>

namespace coldquill::cli {
namespace {

void add_descriptor(CLI::App& app, const char* name, int& descriptor, const char* help) {
  app.add_option(name, descriptor, help)->type_name("N")->check(CLI::Range(0, 65535));
}

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

}  // namespace

void add_command(CLI::App& app, const std::string& name, const std::string& help,
                 std::function<void(CLI::App&)> fill) {
  auto* command = app.add_subcommand(name, help);
  command->preparse_callback(
      [command, fill = std::move(fill)](std::size_t /*arguments*/) { fill(*command); });
}

void add_name(std::string& names, std::string_view name) {
  names.append(names.empty() ? "" : ", ").append(name);
}

CLI::Option* add_repeated(CLI::App& app, const char* name, std::vector<std::string>& values,
                          const char* help, const char* type) {
  return app.add_option(name, values, help)->type_name(type)->allow_extra_args(false);
}

void add_wallet_options(CLI::App& app, KeyOptions& keys) {
  app.add_option("--wallet", keys.wallet, "Wallet file")->type_name("FILE");
  add_descriptor(app, "--password-fd", keys.password_fd, "Read its password from this descriptor");
  app.add_flag("--paranoid", keys.paranoid,
               "Allow, or create, a wallet with a costlier password hash");
}

void add_words_options(CLI::App& app, KeyOptions& keys) {
  add_descriptor(app, "--words-fd", keys.words_fd,
                 "Stateless: read words or SeedQR digits from this descriptor");
  app.add_flag("--stateless", keys.stateless, "Stateless: ask for the words on the terminal")
      ->excludes("--words-fd");
  app.add_option("--words-qr", keys.words_qr,
                 "Stateless: read the words out of a picture of a SeedQR or CompactSeedQR")
      ->type_name("PICTURE")
      ->excludes("--words-fd")
      ->excludes("--stateless");
}

void add_passphrase_options(CLI::App& app, KeyOptions& keys) {
  add_descriptor(app, "--passphrase-fd", keys.passphrase_fd,
                 "Read the BIP-39 passphrase from this descriptor");
  app.add_flag("--passphrase", keys.ask_passphrase, "Ask for a BIP-39 passphrase")
      ->excludes("--passphrase-fd");
}

void add_entry_option(CLI::App& app, KeyOptions& keys) {
  app.add_option("--key", keys.name, "Which key of the wallet file")->type_name("NAME");
}

void add_key_options(CLI::App& app, KeyOptions& keys) {
  add_wallet_options(app, keys);
  add_entry_option(app, keys);
  add_words_options(app, keys);
  add_passphrase_options(app, keys);
}

void add_review_options(CLI::App& app, ReviewOptions& review) {
  auto* payload = app.add_option("PAYLOAD", review.payloads,
                                 "File, picture, film, folder, or - for standard input");
  app.add_option("--camera", review.camera, "Scan with this camera: its number or path")
      ->type_name("CAMERA")
      ->excludes(payload);
  app.add_option("--as", review.as, "Take it for this kind of payload: " + kind_names())
      ->type_name("KIND");
  add_repeated(app, "--previous", review.previous, "Previous transactions of a raw one", "FILE");
  app.add_option("--network", review.network, "Network, where the key paths do not say it");
  app.add_option("--account", review.account, "Account to look in, for payloads without key paths")
      ->check(CLI::Range(0, 0x7FFFFFFF));
  add_repeated(app, "--path", review.paths, "Key path to use, for payloads without key paths",
               "PATH");
  app.add_option("--compare", review.compare, "Six digits chosen together: shows six words")
      ->check([](const std::string& text) {
        const bool good = text.size() == 6 && text.find_first_not_of("0123456789") == text.npos;
        return good ? std::string() : std::string("six digits are expected");
      });
  app.add_flag("--json", review.json, "One JSON object on standard output");
  app.add_flag("--strict", review.strict,
               "Refuse where there would be a warning about the machine");
}

void add_qr_options(CLI::App& app, QrOptions& qr, bool with_show) {
  if (with_show) app.add_flag("--qr", qr.show, "Show the QR code in the terminal");
  app.add_option("--qr-png", qr.png, "Write the QR code as PNG")->type_name("FILE");
  app.add_option("--qr-svg", qr.svg, "Write the QR code as SVG")->type_name("FILE");
  app.add_option("--qr-gif", qr.gif, "Write the QR codes as animated GIF")->type_name("FILE");
  app.add_option("--density", qr.density,
                 "How fine: low, normal, high, for cameras of 240, 480 and 720 lines")
      ->check(CLI::IsMember(names_of(densities)));
  app.add_option("--fragment", qr.fragment, "Octets a part (80, 200, 400)")
      ->check(CLI::Range(10, 2000));
  app.add_option("--delay", qr.delay, "Milliseconds a part")->check(CLI::Range(50, 5000));
  app.add_option("--scale", qr.scale, "Pixels a module")->check(CLI::Range(1, 64));
}

void add_target_option(CLI::App& app, QrOptions& qr) {
  std::string names;
  for (const std::string& name : names_of(targets())) add_name(names, name);
  app.add_option("--for", qr.target, "Who reads the codes: " + names)
      ->type_name("APP")
      ->check(CLI::IsMember(names_of(targets())));
}

void add_answer_options(CLI::App& app, SignOptions& sign) {
  app.add_option("-o", sign.out, "Where to write: a folder, or a file")->type_name("PLACE");
  app.add_option("--format", sign.answer.format,
                 "binary, base64, hex, base43, ur, ur1, bbqr, specter, raw, or a kind");
  app.add_flag("--final", sign.answer.final, "The transaction ready for broadcast");
  add_qr_options(app, sign.qr, true);
  add_target_option(app, sign.qr);
}

}  // namespace coldquill::cli
