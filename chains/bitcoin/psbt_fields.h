// What the fields of a PSBT hold (BIP-0174, BIP-0371).
#pragma once

#include <coldquill/bitcoin/psbt.h>
#include <coldquill/keys/key_path.h>

namespace coldquill::bitcoin {

namespace global_type {
inline constexpr std::uint8_t unsigned_tx = 0x00, xpub = 0x01, generic_signed_message = 0x09,
                              version = 0xFB, proprietary = 0xFC;
}

namespace input_type {
inline constexpr std::uint8_t non_witness_utxo = 0x00, witness_utxo = 0x01, partial_sig = 0x02,
                              sighash = 0x03, redeem_script = 0x04, witness_script = 0x05,
                              bip32_derivation = 0x06, final_script_sig = 0x07,
                              final_witness = 0x08, por_commitment = 0x09, ripemd160 = 0x0A,
                              sha256 = 0x0B, hash160 = 0x0C, hash256 = 0x0D, tap_key_sig = 0x13,
                              tap_script_sig = 0x14, tap_leaf_script = 0x15,
                              tap_bip32_derivation = 0x16, tap_internal_key = 0x17,
                              tap_merkle_root = 0x18, proprietary = 0xFC;
}

namespace output_type {
inline constexpr std::uint8_t redeem_script = 0x00, witness_script = 0x01, bip32_derivation = 0x02,
                              tap_internal_key = 0x05, tap_tree = 0x06, tap_bip32_derivation = 0x07,
                              proprietary = 0xFC;
}

// A public key (33 or 65 octets) and where it is said to come from.
struct KeyRecord {
  Bytes key;
  KeyOrigin origin;
};

// The same for an x-only key; leaves are the scripts that it takes part in.
struct TapKeyRecord {
  ByteArray<32> key;
  std::vector<Digest32> leaves;
  KeyOrigin origin;
};

struct PartialSignature {
  Bytes key;        // 33 or 65 octets
  Bytes signature;  // DER and sighash octet
};

// The fields of an input that bear on what is decided; all others have been checked for form.
struct InputFields {
  const Bytes* previous_tx = nullptr;  // non_witness_utxo, in the map it came from
  std::optional<TxOut> witness_utxo;
  std::optional<std::uint32_t> sighash;
  const Bytes* redeem_script = nullptr;
  const Bytes* witness_script = nullptr;
  const Bytes* final_script_sig = nullptr;
  const Bytes* final_witness = nullptr;
  const Bytes* tap_key_sig = nullptr;
  std::vector<PartialSignature> partial_signatures;
  std::vector<KeyRecord> keys;
  std::vector<TapKeyRecord> tap_keys;
  std::optional<ByteArray<32>> tap_internal_key;
  std::optional<Digest32> tap_merkle_root;

  [[nodiscard]] bool is_final() const {
    return final_script_sig != nullptr || final_witness != nullptr;
  }
};

struct OutputFields {
  const Bytes* redeem_script = nullptr;
  const Bytes* witness_script = nullptr;
  std::vector<KeyRecord> keys;
  std::vector<TapKeyRecord> tap_keys;
  std::optional<ByteArray<32>> tap_internal_key;
  bool has_tap_tree = false;
};

// A field that no specification we read knows, or a proprietary one: kept, and told to the person.
struct UnknownField {
  std::string place;  // "input 3"
  const Field* field;
};

// Views into a Psbt, which must outlive them.
struct PsbtFields {
  const Bytes* message = nullptr;  // generic signed message (BIP-0322)
  std::vector<InputFields> inputs;
  std::vector<OutputFields> outputs;
  std::vector<UnknownField> unknown;
};

// Every field checked for its form. Fails with E_BAD_FIELD and the like, naming map and field.
Result<PsbtFields> read_fields(const Psbt& psbt);

// Every public key that a field names is a point of the curve; the fields have been read. Apart
// from reading because it is most of the work, and needless where we put the keys in ourselves.
// Fails with E_BAD_FIELD.
Result<void> check_keys(const Psbt& psbt);

// A field for people: "field 0x06".
std::string told(const Field& field);

// The value of a key origin field, as PSBTs write it: fingerprint and steps, little endian.
Bytes write_origin(const KeyOrigin& origin);

}  // namespace coldquill::bitcoin
