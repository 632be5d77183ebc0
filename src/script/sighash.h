// Signature hashes: what a Bitcoin signature commits to.
#pragma once

#include <coldquill/script/transaction.h>

namespace coldquill {

// The octet at the end of a signature. Legacy and version 0 hash it as four octets.
namespace sighash {
inline constexpr std::uint8_t default_ = 0x00;  // taproot only (BIP-0341)
inline constexpr std::uint8_t all = 0x01;
inline constexpr std::uint8_t none = 0x02;
inline constexpr std::uint8_t single = 0x03;
inline constexpr std::uint8_t anyone_can_pay = 0x80;
}  // namespace sighash

// The parts that are the same for every input are hashed once. Keeps a reference: the transaction
// must outlive it.
class Sighasher {
 public:
  explicit Sighasher(const Transaction& tx) : tx_(tx) {}

  // Before segwit. The script code has no OP_CODESEPARATOR left in it. Asked in the order of inputs
  // with sighash::all, the part before each input is hashed once for all of them.
  Digest32 legacy(std::size_t input, ByteView script_code, std::uint32_t type);

  // Witness version 0 (BIP-0143).
  Digest32 segwit_v0(std::size_t input, ByteView script_code, Sat amount, std::uint32_t type);

  // Taproot key path (BIP-0341) without an annex; spent: the outputs that all inputs spend.
  // Empty for a type that BIP-0341 does not define, or single without an output beside the input.
  std::optional<Digest32> taproot_key_path(std::size_t input, std::span<const TxOut> spent,
                                           std::uint8_t type);

 private:
  const Digest32& prevouts();
  const Digest32& sequences();
  const Digest32& outputs();
  void put_all_outputs(Sha256& hash) const;
  Digest32 legacy_other(std::size_t input, ByteView script_code, std::uint32_t type) const;

  const Transaction& tx_;
  // Single SHA-256; version 0 hashes each once more.
  std::optional<Digest32> prevouts_;
  std::optional<Digest32> sequences_;
  std::optional<Digest32> outputs_;
  std::optional<Digest32> spent_amounts_;
  std::optional<Digest32> spent_scripts_;
  // Legacy: the state after version, count and the first `prefix_inputs_` inputs without scripts.
  Sha256 prefix_;
  std::size_t prefix_inputs_ = 0;
};

}  // namespace coldquill
