#include "command_line.h"

#include <coldquill/base/text.h>
#include <coldquill/families/families.h>
#include <coldquill/transport/envelope.h>

#include "arguments.h"

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
  add_request_commands(app, arguments, run);
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
