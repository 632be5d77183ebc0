// Options that several commands share, bound to their values.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "options.h"

namespace coldquill::cli {

// A command that fill gives its options once the command line names it: with all of them in each
// process, a tenth of a cold start went into options that nobody asked for.
void add_command(CLI::App& app, const std::string& name, const std::string& help,
                 std::function<void(CLI::App&)> fill);

// "a, b" and c are "a, b, c".
void add_name(std::string& names, std::string_view name);

// An option that takes one value each time it is named, and leaves what follows alone.
CLI::Option* add_repeated(CLI::App& app, const char* name, std::vector<std::string>& values,
                          const char* help, const char* type);

void add_wallet_options(CLI::App& app, KeyOptions& keys);
void add_words_options(CLI::App& app, KeyOptions& keys);
void add_passphrase_options(CLI::App& app, KeyOptions& keys);
void add_entry_option(CLI::App& app, KeyOptions& keys);
// All four of them.
void add_key_options(CLI::App& app, KeyOptions& keys);

void add_review_options(CLI::App& app, ReviewOptions& review);
void add_qr_options(CLI::App& app, QrOptions& qr, bool with_show);
// --for, where it does not mean the export of `wallet pair`.
void add_target_option(CLI::App& app, QrOptions& qr);
void add_answer_options(CLI::App& app, SignOptions& sign);

}  // namespace coldquill::cli
