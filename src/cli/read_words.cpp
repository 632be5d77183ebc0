#include "read_words.h"

#include <coldquill/base/text.h>

#include <CLI/CLI.hpp>
#include <memory>

namespace coldquill::cli {
namespace {

constexpr Reason E_USAGE{
    "E_USAGE", Errc::usage,
    "`coldquill --help` lists the commands, `coldquill COMMAND --help` what each of them takes."};

// ---- rows become options

CLI::Option* bind(CLI::App& app, const Option& row) {
  return std::visit(
      [&](auto* value) -> CLI::Option* {
        if constexpr (std::is_same_v<decltype(value), bool*>) {
          return app.add_flag(row.name, *value, row.help);
        } else {
          return app.add_option(row.name, *value, row.help);
        }
      },
      row.value);
}

CLI::Range check_of(const Range& range) {
  if (!range.natural) return {static_cast<int>(range.least), static_cast<int>(range.most)};
  return {static_cast<unsigned>(range.least), static_cast<unsigned>(range.most)};
}

void add_checks(CLI::Option& option, const Rules& rules) {
  if (rules.range) option.check(check_of(*rules.range));
  if (!rules.choices.empty()) option.check(CLI::IsMember(rules.choices));
  if (rules.wrong == nullptr) return;
  option.check([wrong = rules.wrong](const std::string& value) {
    const char* const what = wrong(value);
    return std::string(what == nullptr ? "" : what);
  });
}

void add_option(CLI::App& app, const Option& row) {
  CLI::Option& option = *bind(app, row);
  const Rules& rules = row.rules;
  if (rules.type != nullptr) option.type_name(rules.type);
  if (rules.once) option.expected(1);
  if (rules.one_value) option.allow_extra_args(false);
  if (rules.required) option.required();
  add_checks(option, rules);
  for (const std::string& other : rules.excludes) option.excludes(other);
}

// ---- commands

using Chosen = std::function<Result<int>()>;

// "PAYLOAD or --camera", when neither was given.
void check_one_of(const CLI::App& app, const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) {
    if (app.count(name) > 0) return;
    all += (all.empty() ? "" : " or ") + name;
  }
  if (!names.empty()) throw CLI::RequiredError(all);
}

void add_command(CLI::App& above, Command& command, Chosen& chosen);

void fill(CLI::App& app, Command& command, Chosen& chosen) {
  if (command.fill) command.fill(command);
  for (const Option& row : command.options) add_option(app, row);
  for (Command& below : command.commands) add_command(app, below, chosen);
  if (!command.commands.empty()) app.require_subcommand(1);
  if (!command.run) return;
  app.callback([&app, &command, &chosen] {
    check_one_of(app, command.one_of);
    chosen = command.run;
  });
}

void add_command(CLI::App& above, Command& command, Chosen& chosen) {
  CLI::App* const app = above.add_subcommand(command.name, command.help);
  app->preparse_callback(
      [app, &command, &chosen](std::size_t /*words*/) { fill(*app, command, chosen); });
}

// ---- what is wrong

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

}  // namespace

Result<std::function<Result<int>()>> read_words(Command& root, const std::string& version, int argc,
                                                char** argv) {
  CLI::App app{root.help, root.name};
  app.set_version_flag("--version", version);
  app.require_subcommand(0, 1);
  Chosen chosen = root.run;
  for (Command& command : root.commands) add_command(app, command, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) return Error(E_USAGE, told(app, error, argc, argv));
    app.exit(error);
    return Chosen();
  }
  return chosen;
}

}  // namespace coldquill::cli
