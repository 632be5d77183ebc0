// Partially signed Bitcoin transactions, version 0: the container (BIP-0174).
#pragma once

#include <coldquill/script/transaction.h>

namespace coldquill::bitcoin {

// One entry of a map, as it stood in the file: nothing is lost or rewritten.
struct Field {
  Bytes key;  // type (one octet for all that is known), then key data
  Bytes value;

  [[nodiscard]] std::uint8_t type() const { return key.front(); }
  [[nodiscard]] ByteView key_data() const { return ByteView(key).subspan(1); }
  friend bool operator==(const Field&, const Field&) = default;
};

// The entries of one map, in their order. No two have equal keys.
struct FieldMap {
  std::vector<Field> fields;
  std::size_t offset = 0;  // where the map begins in the payload

  // The value of a type without key data; nullptr when it is absent.
  [[nodiscard]] const Bytes* find(std::uint8_t type) const;
  [[nodiscard]] const Field* find_key(ByteView key) const;
  // Puts a new entry where sorted writers put it; an entry with that key is replaced.
  void set(Bytes key, Bytes value);
  void remove(std::uint8_t type);
};

struct Psbt {
  Transaction tx;  // unsigned
  FieldMap global;
  std::vector<FieldMap> inputs;   // one an input of tx
  std::vector<FieldMap> outputs;  // one an output of tx
};

inline constexpr std::string_view psbt_magic{"psbt\xff", 5};

// The maps and the unsigned transaction; what the fields hold is judged by psbt_fields.h.
// Fails with E_MALFORMED, E_TRUNCATED, E_TRAILING_DATA, E_NOT_CANONICAL, E_DUPLICATE_KEY,
// E_BAD_FIELD or E_UNSUPPORTED_PSBT_V2.
Result<Psbt> parse_psbt(ByteView bytes);
Bytes serialize_psbt(const Psbt& psbt);

// Fails with E_TOO_LARGE when there are more fields than are read again.
Result<void> check_field_count(const Psbt& psbt);

// Fails with E_TOO_LARGE when no node would relay a transaction of that size.
Result<void> check_size(ByteView unsigned_tx);

// A PSBT of an unsigned transaction, without any other field.
Psbt psbt_of(Transaction tx);

}  // namespace coldquill::bitcoin
