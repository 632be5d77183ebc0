// Outputs and accounts as items of the UR registry: crypto-output and crypto-account (BCR-2020-010,
// BCR-2020-015), output-descriptor and account-descriptor (BCR-2023-010, BCR-2023-019), and
// Keystone's crypto-multi-accounts. Parse functions and failures as in ur_keys.h.
#pragma once

#include <coldquill/keys/ur_keys.h>

namespace coldquill {

inline constexpr std::uint64_t ur_tag_output = 308;  // 40308: output-descriptor

// Script expressions of crypto-output; the values are their tags.
enum class UrScript : std::uint16_t {
  sh = 400,
  wsh = 401,
  pk = 402,
  pkh = 403,
  wpkh = 404,
  combo = 405,
  multi = 406,
  sortedmulti = 407,
  tr = 409,
  cosigner = 410,
};

// crypto-output: sh(wpkh(key)) is {sh, wpkh} with one key. No expression at all is a bare key, as
// accounts in the manner of Ledger Live are written.
struct UrOutput {
  std::vector<UrScript> scripts;           // outermost first
  std::optional<std::uint64_t> threshold;  // of multi and sortedmulti
  std::vector<UrKey> keys;                 // one, unless there is a threshold
};

// output-descriptor: a descriptor in text with @0, @1 ... for the keys.
struct UrDescriptor {
  std::string source;
  std::vector<UrKey> keys;
  std::optional<std::string> name;
  std::optional<std::string> note;
};

// crypto-account.
struct UrAccount {
  KeyFingerprint master;
  std::vector<UrOutput> outputs;
  bool tagged = true;  // older programs leave the tag 308 of each output away
};

// account-descriptor.
struct UrAccountDescriptor {
  KeyFingerprint master;
  std::vector<UrDescriptor> outputs;
};

// crypto-multi-accounts.
struct UrMultiAccounts {
  KeyFingerprint master;
  std::vector<UrHdKey> keys;
  std::optional<std::string> device;
  std::optional<std::string> device_id;
  std::optional<std::string> device_version;
};

Result<UrOutput> parse_ur_output(const Cbor& item);
Result<UrDescriptor> parse_ur_descriptor(const Cbor& map);
Result<UrAccount> parse_ur_account(const Cbor& map);
Result<UrAccountDescriptor> parse_ur_account_descriptor(const Cbor& map);
Result<UrMultiAccounts> parse_ur_multi_accounts(const Cbor& map);

void write_ur(CborWriter& out, const UrOutput& output);
void write_ur(CborWriter& out, const UrDescriptor& descriptor);
void write_ur(CborWriter& out, const UrAccount& account);
void write_ur(CborWriter& out, const UrAccountDescriptor& account);
void write_ur(CborWriter& out, const UrMultiAccounts& accounts);

// An item alone, as the message of a UR.
template <class T>
Bytes ur_message(const T& item) {
  CborWriter out;
  write_ur(out, item);
  return out.take();
}
inline Bytes ur_message(const UrHdKey& key, UrGeneration generation = UrGeneration::first) {
  CborWriter out;
  write_ur(out, key, generation);
  return out.take();
}

}  // namespace coldquill
