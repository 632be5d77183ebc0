// The wallet file: recovery words under a password.
//
// Its layout is in wallet_image.h and wallet_body.h. Argon2id (RFC 9106) makes a key from the
// password, that key wraps a random one, and XChaCha20-Poly1305 under the random one seals the
// entries, padded to steps of 4096 octets so that the size says little. The whole header is
// authenticated; a key commitment is compared before anything is decrypted. Every save draws salt,
// key and nonces anew.
#pragma once

#include <coldquill/vault/vault.h>

namespace coldquill {

inline constexpr Reason E_WALLET_FORMAT{
    "E_WALLET_FORMAT", Errc::key, "Name a wallet file, or restore it from a copy (FILE.bak)."};
inline constexpr Reason E_WALLET_PASSWORD{
    "E_WALLET_PASSWORD", Errc::key,
    "Try the password again. If it is right, the file is damaged: restore FILE.bak or the words."};
inline constexpr Reason E_WALLET_KDF{
    "E_WALLET_KDF", Errc::key,
    "Somebody altered this file: opening it would be too easy or too costly. Use a copy that was "
    "kept elsewhere, or restore from the words."};
inline constexpr Reason E_WALLET_NEEDS_PARANOID{
    "E_WALLET_NEEDS_PARANOID", Errc::key,
    "If you made this wallet with --paranoid, open it with --paranoid too. If you did not, "
    "somebody "
    "altered the file: use a copy that was kept elsewhere, or restore from the words."};
inline constexpr Reason E_WALLET_MEMORY{
    "E_WALLET_MEMORY", Errc::environment,
    "The password hash needs more free memory: close other programs."};
inline constexpr Reason E_WALLET_NAME{
    "E_WALLET_NAME", Errc::usage,
    "Choose another name; `coldquill wallet list` lists those that are there."};
inline constexpr Reason E_WALLET_SEALED{"E_WALLET_SEALED", Errc::key,
                                        "This wallet shows nothing without its password: give it."};
inline constexpr Reason E_WALLET_CHANGED{
    "E_WALLET_CHANGED", Errc::key,
    "Another program saved this wallet in the meantime: open it again and repeat the change."};

// What a password costs to try. Files may ask for 64 MiB to 2 GiB and 2 to 16 passes, one lane.
struct PasswordCost {
  std::uint32_t memory_kib = 256 * 1024;
  std::uint32_t passes = 3;

  friend bool operator==(const PasswordCost&, const PasswordCost&) = default;
};
inline constexpr PasswordCost paranoid_cost{1024 * 1024, 4};

// The public side of one seed in the file.
struct WalletEntry {
  std::string name;           // 1 to 64 octets of plain text, each name once
  std::uint64_t created = 0;  // seconds since 1970
  KeyFingerprint fingerprint;
  // Account 0 of m/44', m/49', m/84' and m/86' for coin types 0 and 1, and m/44'/60'/0'.
  std::vector<AccountKey> accounts;
};

// What a file shows without its password, when its owner asked for that. It is authenticated only
// when the file is opened: until then somebody may have changed it.
struct PublicWallet {
  std::vector<WalletEntry> entries;
  std::uint64_t generation;
};

struct CreateOptions {
  bool public_readable =
      false;  // names and account keys in clear, for reviews without the password
  PasswordCost cost{};
};

struct OpenOptions {
  bool paranoid = false;  // accept a cost above the usual one, in memory or in passes
};

class WalletFile {
 public:
  // An empty wallet. Nothing is written before save(), which refuses an existing file.
  // Fails with E_WALLET_KDF when the cost is out of range, and with E_EMPTY_PASSWORD
  // (secret_input.h).
  static Result<WalletFile> create(std::string path, SecretBytes password,
                                   const CreateOptions& options = {});
  // A wrong password and any change to the file give one and the same error. After each failure the
  // next attempt in this process waits longer: 1, 2, 4 ... 30 seconds.
  // Fails with E_CANNOT_READ, E_NOT_A_FILE, E_TOO_LARGE, E_WALLET_FORMAT, E_WALLET_KDF,
  // E_WALLET_NEEDS_PARANOID, E_WALLET_MEMORY or E_WALLET_PASSWORD.
  static Result<WalletFile> open(std::string path, SecretBytes password,
                                 const OpenOptions& options = {});
  // Without a password. Fails with E_WALLET_SEALED unless the file was made public_readable.
  static Result<PublicWallet> read_public(const std::string& path);

  WalletFile(const WalletFile&) = delete;
  WalletFile& operator=(const WalletFile&) = delete;
  WalletFile(WalletFile&&) noexcept;
  WalletFile& operator=(WalletFile&&) noexcept;
  ~WalletFile();

  // The file, mode 0600, whole or not at all; the previous generation stays as FILE.bak.
  // Fails with E_OUTPUT_EXISTS (a new wallet over an old file), E_WALLET_CHANGED (also while
  // another program is saving it), E_CANNOT_WRITE or E_WALLET_MEMORY.
  Result<void> save();

  [[nodiscard]] const std::vector<WalletEntry>& entries() const;
  // Counts saves, 0 before the first. An older number than last time means an older copy.
  [[nodiscard]] std::uint64_t generation() const;
  // Seconds since 1970; 0 before the first save.
  [[nodiscard]] std::uint64_t last_saved() const;
  [[nodiscard]] bool public_readable() const;

  // Whether add() would take a name, to be asked before anybody writes words down for it.
  // Fails with E_WALLET_NAME.
  [[nodiscard]] Result<void> check_new_name(const std::string& name) const;

  // Words as in normal_words (mnemonic.h). A passphrase given here is stored with them.
  // Fails with E_WALLET_NAME or as Vault::from_words. At most 100 entries (E_TOO_LARGE).
  Result<void> add(const std::string& name, const SecretBytes& words,
                   const SecretBytes* passphrase = nullptr);
  Result<void> rename(const std::string& from, const std::string& to);
  Result<void> remove(const std::string& name);

  // With the passphrase given here, else the stored one, else none.
  // Fails with E_WALLET_NAME when there is none of that name.
  [[nodiscard]] Result<Vault> vault(const std::string& name,
                                    const SecretBytes* passphrase = nullptr) const;
  // The words, for show_words (secret_input.h).
  [[nodiscard]] Result<SecretBytes> words(const std::string& name) const;

 private:
  class Contents;
  explicit WalletFile(std::unique_ptr<Contents> contents);

  std::unique_ptr<Contents> contents_;
};

}  // namespace coldquill
