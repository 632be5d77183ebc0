// Which key of ours, if any, spends an input or is paid by an output.
#pragma once

#include <coldquill/bitcoin/tx.h>
#include <coldquill/model/context.h>

#include <map>
#include <set>

namespace coldquill::bitcoin {

// Where a key of ours lies, seen from the coins of ours that are spent.
enum class Place {
  same,  // in an account and form that is spent from
  near,  // where the wallet that holds those coins looks by itself: their account in another form
  far,   // where it does not look, or nobody can tell
};

// Judges by derivation and by the script, never by what the request says alone. Errors are lies
// about us (E_KEY_FRAUD, E_INPUT_FRAUD, E_CHANGE_FRAUD), our key in a script of a kind that is not
// supported, or an input of ours that does not say what it spends.
class Ownership {
 public:
  explicit Ownership(const Context& context) : context_(context) {}

  Result<std::optional<OwnKey>> of_input(const InputFields& input,
                                         const std::optional<TxOut>& spent);
  Result<std::optional<OwnKey>> of_output(const OutputFields& output, ByteView script);

  // Looks through the first addresses of an account of ours from now on, also for inputs whose
  // records do not name our keys.
  void look_in(const AccountPath& account);
  // The key of ours that this script is known to belong to.
  [[nodiscard]] std::optional<OwnKey> known(ByteView script) const;

  static Place place_of(const OwnKey& own, std::span<const InputPlan> inputs);

 private:
  // A record of a taproot key that is ours.
  struct OwnTapKey {
    KeyRef key;
    const TapKeyRecord* record;
  };

  Result<std::vector<KeyRef>> own_keys(const std::vector<KeyRecord>& records, const Reason& lie);
  Result<std::vector<OwnTapKey>> own_keys(const std::vector<TapKeyRecord>& records,
                                          const Reason& lie);
  Result<void> count_steps(const KeyOrigin& origin);
  std::optional<OwnKey> by_search(ByteView script);
  void search(const KeyPath& path, std::span<const SingleKeyForm> forms);

  const Context& context_;
  // Scripts of the keys that the person named or of whole accounts, for payloads without key paths.
  std::map<Bytes, OwnKey> known_;
  std::set<AccountPath> looked_in_;
  bool searched_ = false;
  std::size_t steps_ = 0;  // of derivations that the request asked for
};

}  // namespace coldquill::bitcoin
