// Options that several commands share, bound to their values.
#pragma once

#include "command.h"
#include "options.h"

namespace coldquill::cli {

// "a, b" and c are "a, b, c".
void add_name(std::string& names, std::string_view name);

void add_wallet_options(Command& command, KeyOptions& keys);
void add_words_options(Command& command, KeyOptions& keys);
void add_passphrase_options(Command& command, KeyOptions& keys);
void add_entry_option(Command& command, KeyOptions& keys);
// All four of them.
void add_key_options(Command& command, KeyOptions& keys);

void add_review_options(Command& command, ReviewOptions& review);
void add_qr_options(Command& command, QrOptions& qr, bool with_show);
// --for, where it does not mean the export of `wallet pair`.
void add_target_option(Command& command, QrOptions& qr);
void add_answer_options(Command& command, SignOptions& sign);
void add_json_option(Command& command, bool& json);

}  // namespace coldquill::cli
