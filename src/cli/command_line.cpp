#include "command_line.h"

#include <coldquill/base/text.h>
#include <coldquill/families/families.h>
#include <coldquill/transport/envelope.h>

#include "option_groups.h"

namespace coldquill::cli {
namespace {

constexpr std::string_view version = "coldquill " COLDQUILL_VERSION;
constexpr Reason E_USAGE{
    "E_USAGE", Errc::usage,
    "`coldquill --help` lists the commands, `coldquill COMMAND --help` what each of them takes."};

constexpr Reason E_SECRET_ARGUMENT{
    "E_SECRET_ARGUMENT", Errc::usage,
    "Others on this machine can read commands, and shells keep them: clear the history, and let "
    "coldquill ask for words and passwords."};

// One set of values for all commands: CLI11 binds options to these.
struct Arguments {
  bool list_cameras = false;
  KeyOptions keys;
  ReviewOptions review;
  SignOptions sign;
  AddressOptions address;
  WalletOptions wallet;
  QrReadOptions qr_read;
  QrMissingOptions qr_missing;
  std::string qr_file;
  std::string qr_only;
  BuildOptions build;
};

using Run = std::function<Result<int>()>;

void add_review(CLI::App& app, Arguments& arguments, Run& run) {
  auto* review = app.add_subcommand("review", "Decode and show a request; needs no keys");
  add_review_options(*review, arguments.review);
  add_key_options(*review, arguments.keys);
  review->callback([&, review] {
    if (review->count("PAYLOAD") + review->count("--camera") == 0) {
      throw CLI::RequiredError("PAYLOAD or --camera");
    }
    run = [&] { return cli::review(arguments.review, arguments.keys); };
  });
}

// `scan` is the same word.
CLI::App* add_sign(CLI::App& app, Arguments& arguments, Run& run, const char* name,
                   const char* help) {
  auto* sign = app.add_subcommand(name, help);
  add_review_options(*sign, arguments.review);
  add_key_options(*sign, arguments.keys);
  sign->add_option("--approve", arguments.sign.approve, "The consent id that `review` showed")
      ->type_name("CONSENT_ID");
  add_repeated(*sign, "--ack", arguments.sign.acknowledge, "A reason id that is accepted",
               "E_REASON");
  sign->add_flag("--each", arguments.sign.each, "Ask for each of several requests by itself");
  add_answer_options(*sign, arguments.sign);
  sign->callback(
      [&] { run = [&] { return cli::sign(arguments.review, arguments.keys, arguments.sign); }; });
  return sign;
}

void add_scan(CLI::App& app, Arguments& arguments, Run& run) {
  auto* scan = add_sign(app, arguments, run, "scan",
                        "Sign what a camera sees; the same as sign without PAYLOAD");
  scan->add_flag("--list", arguments.list_cameras, "List the cameras instead");
  scan->callback([&] {
    run = [&] {
      if (arguments.list_cameras) return list_cameras(arguments.review.json);
      return cli::sign(arguments.review, arguments.keys, arguments.sign);
    };
  });
}

void add_combine(CLI::App& app, Arguments& arguments, Run& run) {
  auto* combine = app.add_subcommand("combine", "Merge what several people signed");
  combine->add_option("PAYLOAD", arguments.review.payloads, "Signed copies of one request")
      ->required();
  combine->add_flag("--json", arguments.review.json, "One JSON object on standard output");
  add_answer_options(*combine, arguments.sign);
  combine->callback([&] { run = [&] { return cli::combine(arguments.review, arguments.sign); }; });
}

std::string network_names(const Family& family) {
  std::string out;
  for (const Network& network : family.networks) {
    add_name(out, network.name);
  }
  return out;
}

std::string type_names() {
  std::string out;
  for (const Family& family : families()) {
    for (const AddressType& type : family.address_types) {
      add_name(out, type.name);
    }
  }
  return out;
}

// Of all chains, a line each.
std::string network_help() {
  std::string out = "Network";
  for (const Family& family : families()) {
    out += "; of " + std::string(family.name) + ": " + network_names(family);
  }
  return out;
}

void add_address(CLI::App& app, Arguments& arguments, Run& run) {
  auto* address = app.add_subcommand("address", "Show or check a receive address");
  AddressOptions& options = arguments.address;
  address->add_option(
      "--chain", options.chain,
      "Chain; that of the network or address, else " + std::string(families().front().name));
  address->add_option("--network", options.network, network_help());
  address->add_option("--type", options.type, "Type of address: " + type_names());
  address->add_option("--account", options.account, "Account number")
      ->check(CLI::Range(0u, 0x7FFFFFFFu));
  address->add_option("--from", options.from, "First index")->check(CLI::Range(0u, 0x7FFF0000u));
  address->add_option("--count", options.count, "How many")->check(CLI::Range(1u, 10'000u));
  address->add_flag("--change", options.change, "Change addresses instead");
  address->add_option("--check", options.check, "Is this address mine?")->type_name("ADDRESS");
  address->add_flag("--json", options.json, "One JSON object on standard output");
  add_key_options(*address, arguments.keys);
  address->callback([&] { run = [&] { return cli::address(options, arguments.keys); }; });
}

using WalletCommand = Result<int> (*)(const WalletOptions&, const KeyOptions&);

CLI::App* add_wallet_command(CLI::App& wallet, const char* name, const char* help,
                             Arguments& arguments, Run& run, WalletCommand command) {
  auto* app = wallet.add_subcommand(name, help);
  add_wallet_options(*app, arguments.keys);
  app->add_flag("--json", arguments.wallet.json, "One JSON object on standard output");
  app->callback([&arguments, &run, command] {
    run = [&arguments, command] { return command(arguments.wallet, arguments.keys); };
  });
  return app;
}

void add_new_key_options(CLI::App& app, Arguments& arguments) {
  WalletOptions& options = arguments.wallet;
  app.add_option("--name", options.name, "What to call the key");
  app.add_flag("--public", options.public_readable,
               "Let reviews read account keys without the password");
  add_passphrase_options(app, arguments.keys);
}

void add_wallet_making(CLI::App& wallet, Arguments& arguments, Run& run) {
  auto* create =
      add_wallet_command(wallet, "create", "Make a new key", arguments, run, wallet_create);
  add_new_key_options(*create, arguments);
  create->add_option("--words", arguments.wallet.word_count, "12 or 24 words")
      ->check(CLI::IsMember({12, 24}));
  auto* restore = add_wallet_command(wallet, "restore", "Put existing words in", arguments, run,
                                     wallet_restore);
  add_new_key_options(*restore, arguments);
  add_words_options(*restore, arguments.keys);
}

void add_wallet_keeping(CLI::App& wallet, Arguments& arguments, Run& run) {
  WalletOptions& options = arguments.wallet;
  add_wallet_command(wallet, "list", "List the keys", arguments, run, wallet_list);
  auto* show = add_wallet_command(wallet, "show", "Show fingerprint and account keys", arguments,
                                  run, wallet_show);
  show->add_option("NAME", arguments.keys.name, "Which key");
  add_entry_option(*show, arguments.keys);
  show->add_flag("--words", options.show_words, "Show the secret words on the terminal");
  auto* rename =
      add_wallet_command(wallet, "rename", "Rename a key", arguments, run, wallet_rename);
  rename->add_option("NAME", options.name, "Which key")->required();
  rename->add_option("NEW", options.new_name, "Its new name")->required();
  auto* remove =
      add_wallet_command(wallet, "remove", "Remove a key", arguments, run, wallet_remove);
  remove->add_option("NAME", options.name, "Which key")->required();
  remove->add_option("--confirm", options.confirm, "Its name again, which is asked for otherwise")
      ->type_name("NAME");
}

std::string known_apps() {
  std::string out;
  for (const Family& family : families()) {
    for (const PairingApp& known : family.facets.pairing_apps) {
      out += (out.empty() ? "" : ", ") + std::string(known.name);
    }
  }
  return out;
}

void add_pairing(CLI::App& wallet, Arguments& arguments, Run& run) {
  WalletOptions& options = arguments.wallet;
  auto* pair = add_wallet_command(wallet, "pair", "Export for watching by an online wallet",
                                  arguments, run, wallet_pair);
  pair->add_option("--for", options.app, "Online wallet: " + known_apps())
      ->required()
      ->type_name("APP");
  pair->add_option("--network", options.network, "Network; the main one by default");
  pair->add_option("--account", options.account, "Account number")
      ->check(CLI::Range(0u, 0x7FFFFFFFu));
  pair->add_option("--type", options.type, "Type of address");
  pair->add_option("--name", options.name, "What to call the wallet there");
  pair->add_option("-o", options.out, "Where to write the file")->type_name("PLACE");
  add_entry_option(*pair, arguments.keys);
  add_words_options(*pair, arguments.keys);
  add_passphrase_options(*pair, arguments.keys);
  add_qr_options(*pair, options.qr, true);
}

void add_wallet(CLI::App& app, Arguments& arguments, Run& run) {
  auto* wallet = app.add_subcommand("wallet", "Keys in an encrypted wallet file");
  wallet->require_subcommand(1);
  add_wallet_making(*wallet, arguments, run);
  add_wallet_keeping(*wallet, arguments, run);
  add_pairing(*wallet, arguments, run);
}

// In the terminal, unless files were asked for.
bool shown_by_itself(const QrOptions& options) {
  return options.png.empty() && options.svg.empty() && options.gif.empty();
}

void add_qr_missing(CLI::App& qr, QrMissingOptions& options, Run& run) {
  auto* missing = qr.add_subcommand("missing", "Which parts an unfinished scan still needs");
  missing->add_option("SOURCE", options.sources, "Pictures, folders, files of parts")->required();
  missing->add_flag("--json", options.json, "One JSON object on standard output");
  add_qr_options(*missing, options.qr, false);
  missing->callback([&] {
    run = [&] {
      options.qr.show = !options.json && shown_by_itself(options.qr);
      return qr_missing(options);
    };
  });
}

void add_qr(CLI::App& app, Arguments& arguments, Run& run) {
  auto* qr = app.add_subcommand("qr", "QR codes alone");
  qr->require_subcommand(1);
  auto* show = qr->add_subcommand("show", "Show a file as QR codes");
  show->add_option("FILE", arguments.qr_file, "What to show")->required();
  show->add_option("--only", arguments.qr_only, "Numbers of the parts to show, as in 3,7,12-15")
      ->check([](const std::string& text) {
        return parse_numbers(text) ? std::string() : std::string("numbers are expected");
      })
      ->type_name("NUMBERS");
  add_qr_options(*show, arguments.sign.qr, false);
  add_target_option(*show, arguments.sign.qr);
  show->callback([&] {
    run = [&] {
      QrOptions& options = arguments.sign.qr;
      options.only = parse_numbers(arguments.qr_only).value_or(NumberRanges());
      options.show = shown_by_itself(options);
      return qr_show(arguments.qr_file, options);
    };
  });
  auto* read = qr->add_subcommand("read", "Read QR codes from pictures and folders");
  auto* source =
      read->add_option("SOURCE", arguments.qr_read.sources, "Picture, film, folder, or -");
  read->add_option("--camera", arguments.qr_read.camera,
                   "Scan with this camera: its number or path")
      ->type_name("CAMERA")
      ->excludes(source);
  read->add_option("-o", arguments.qr_read.out, "Where to write what was read")->type_name("PLACE");
  read->add_option("--keep", arguments.qr_read.keep,
                   "Keep the parts of an unfinished scan here, and go on from them")
      ->type_name("FILE");
  read->add_flag("--json", arguments.qr_read.json, "One JSON object on standard output");
  read->callback([&] {
    if (arguments.qr_read.sources.empty() && !arguments.qr_read.camera) {
      throw CLI::RequiredError("SOURCE or --camera");
    }
    run = [&] { return qr_read(arguments.qr_read); };
  });
  add_qr_missing(*qr, arguments.qr_missing, run);
}

const char* type_name_of(RecipeOption::Kind kind) {
  switch (kind) {
    case RecipeOption::Kind::link:
      return "LINK";
    case RecipeOption::Kind::file:
      return "FILE";
    case RecipeOption::Kind::text:
      break;
  }
  return "TEXT";
}

void add_build(CLI::App& app, Arguments& arguments, Run& run) {
  auto* build = app.add_subcommand("build", "Make an unsigned request");
  build->require_subcommand(1);
  for (const Family& family : families()) {
    if (family.facets.build == nullptr) continue;
    auto* chain = build->add_subcommand(std::string(family.name), "Make one for this chain");
    for (const RecipeOption& row : family.facets.recipe_options) {
      auto* option =
          chain->add_option(std::string(row.name), arguments.build.given[std::string(row.name)],
                            std::string(row.help));
      option->type_name(type_name_of(row.kind));
      if (!row.repeated) option->expected(1);
      option->allow_extra_args(false);
      if (row.required) option->required();
    }
    chain->add_option("--network", arguments.build.network, "Network: " + network_names(family));
    chain->add_option("-o", arguments.build.out, "Where to write")->type_name("PLACE");
    chain->add_option("--format", arguments.build.format,
                      "binary, base64, hex, base43, ur, ur1, bbqr, specter, or a kind of payload");
    chain->add_flag("--json", arguments.build.json, "One JSON object on standard output");
    add_qr_options(*chain, arguments.build.qr, true);
    add_target_option(*chain, arguments.build.qr);
    add_key_options(*chain, arguments.keys);
    chain->callback([&] {
      run = [&] {
        std::erase_if(arguments.build.given, [](const auto& g) { return g.second.empty(); });
        arguments.build.family = &family;
        return cli::build(arguments.build, arguments.keys);
      };
    });
  }
}

bool is_option_name(std::string_view word) {
  return word.starts_with('-') && word.size() < 24 &&
         word.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == word.npos;
}

// "coldquill wallet create", as far as the words name commands.
std::string command_named(const CLI::App& app) {
  for (const CLI::App* sub : app.get_subcommands()) {
    return app.get_name() + " " + command_named(*sub);
  }
  return app.get_name();
}

// The first option that the command does not know, by its name alone.
std::string unknown_word(const CLI::App& app) {
  const std::string command = command_named(app);
  for (const std::string& word : app.remaining(true)) {
    const std::string name = word.substr(0, word.find('='));
    if (is_option_name(name)) return command + " has no option " + name;
  }
  const bool names_one = app.get_subcommands().empty();
  return names_one ? "there is no such command" : command + " does not take so many words";
}

// "--account: Value ... not in range [0 - 5]": its name, and not the value.
std::string bad_value(const std::string& told) {
  const auto dashes = told.find("--");
  if (dashes == std::string::npos) return "an option has a value that it does not take";
  const auto end = told.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", dashes);
  return told.substr(dashes, end - dashes) + " does not take this value";
}

// What is wrong, without the values that were given: whoever types words or a password as an
// argument must not find them in a log as well.
std::string told(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) return unknown_word(app);
  const bool of_a_value = dynamic_cast<const CLI::ValidationError*>(&error) != nullptr ||
                          dynamic_cast<const CLI::ConversionError*>(&error) != nullptr;
  if (of_a_value) return bad_value(error.what());
  std::string text = error.what();
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const auto at = text.find(word);
    const bool repeated = at != std::string::npos && word.size() > 3 && !word.starts_with('-');
    if (repeated) text.replace(at, word.size(), "...");
  }
  return escape_text(text);
}

bool is_secret(std::string_view text) {
  return !refuse_secret(view_of(text)).ok();
}

// Alone, behind "--option=", or as words one after another.
bool holds_secret(const std::vector<std::string>& arguments) {
  constexpr std::size_t word_counts[] = {12, 15, 18, 21, 24};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& one = arguments[i];
    if (is_secret(one) || is_secret(std::string_view(one).substr(one.find('=') + 1))) return true;
    std::string joined;
    for (std::size_t k = 0; k < 24 && i + k < arguments.size(); ++k) {
      joined += (k == 0 ? "" : " ") + arguments[i + k];
      const bool whole = std::ranges::find(word_counts, k + 1) != std::end(word_counts);
      if (whole && is_secret(joined)) return true;
    }
  }
  return false;
}

void add_commands(CLI::App& app, Arguments& arguments, Run& run) {
  app.set_version_flag("--version", std::string(version));
  app.require_subcommand(0, 1);
  add_review(app, arguments, run);
  add_sign(app, arguments, run, "sign",
           "Review, ask, sign, and write the answer; without PAYLOAD with a camera");
  add_scan(app, arguments, run);
  add_combine(app, arguments, run);
  add_address(app, arguments, run);
  add_build(app, arguments, run);
  add_wallet(app, arguments, run);
  add_qr(app, arguments, run);
}

}  // namespace

bool wants_json(int argc, char** argv) {
  const std::span words(argv, static_cast<std::size_t>(argc));
  const auto end = std::ranges::find(words, std::string_view("--"));
  return std::find(words.begin(), end, std::string_view("--json")) != end;
}

Result<Call> parse_command_line(int argc, char** argv, std::vector<MachineWarning> machine) {
  // Other programs on this machine can read arguments, and shells keep them.
  if (holds_secret({argv + 1, argv + argc})) {
    return Error(E_SECRET_ARGUMENT, "a secret stands in the command itself");
  }
  CLI::App app{"coldquill: signs transactions on a machine that is never online", "coldquill"};
  const auto arguments = std::make_shared<Arguments>();
  arguments->review.machine = std::move(machine);
  Run run = [&machine = arguments->review.machine] { return overview(machine); };
  add_commands(app, *arguments, run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) return Error(E_USAGE, told(app, error, argc, argv));
    app.exit(error);
    return Call{};
  }
  const auto& payloads = arguments->review.payloads;
  const bool piped = std::ranges::find(payloads, "-") != payloads.end();
  CQ_CHECK(check_descriptors(arguments->keys, piped));
  return Call{[arguments, run] { return run(); }};
}

}  // namespace coldquill::cli
