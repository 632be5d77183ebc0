// Where the keys come from (docs/cli.md).
#pragma once

#include "options.h"

namespace coldquill::cli {

inline constexpr Reason E_NO_WALLET{
    "E_NO_WALLET", Errc::key,
    "Make one with `coldquill wallet create`, bring words that you have with `coldquill wallet "
    "restore`, or type them each time with --stateless."};
inline constexpr Reason E_WHICH_KEY{
    "E_WHICH_KEY", Errc::usage, "Choose one with --key NAME; `coldquill wallet list` shows them."};

// $XDG_DATA_HOME/coldquill/wallet.cq
std::string default_wallet();
std::string wallet_path(const KeyOptions& options);

// The wallet file, opened with its password.
Result<WalletFile> open_wallet(const KeyOptions& options);
// The entry that --key names, or the only one.
Result<std::string> chosen_entry(const std::vector<WalletEntry>& entries,
                                 const KeyOptions& options);

// Keys to sign with, to make requests with, to show addresses of: from words, or from a wallet file
// that was opened with its password.
Result<KeyStore> open_keys(const KeyOptions& options);
// Keys to recognise what is ours; none is fine, and then said. The default wallet file is asked for
// what it shows without its password, and no more.
Result<KeyStore> keys_to_review(const KeyOptions& options);

// From descriptors or the terminal. fresh: a new one is typed twice.
Result<SecretBytes> password(const KeyOptions& options, bool fresh);
Result<SecretBytes> words(const KeyOptions& options);
Result<std::optional<SecretBytes>> passphrase(const KeyOptions& options, bool fresh = false);

}  // namespace coldquill::cli
