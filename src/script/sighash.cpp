#include <coldquill/script/compact_size.h>
#include <coldquill/script/sighash.h>

namespace coldquill {
namespace {

constexpr std::uint32_t base_type(std::uint32_t type) {
  return type & 0x1F;
}
constexpr bool anyone(std::uint32_t type) {
  return (type & sighash::anyone_can_pay) != 0;
}

void put_size(Sha256& hash, std::uint64_t size) {
  Writer out;
  write_compact_size(out, size);
  hash.put(out.view());
}

void put_var_bytes(Sha256& hash, ByteView bytes) {
  put_size(hash, bytes.size());
  hash.put(bytes);
}

void put_outpoint(Sha256& hash, const OutPoint& point) {
  hash.put(point.txid.bytes).put_u32le(point.index);
}

void put_output(Sha256& hash, const TxOut& output) {
  hash.put_u64le(output.value);
  put_var_bytes(hash, output.script);
}

// An input of another signature: its script is left out.
void put_bare_input(Sha256& hash, const TxIn& input, std::uint32_t sequence) {
  put_outpoint(hash, input.previous);
  hash.put_u8(0).put_u32le(sequence);
}

const Digest32 zero_digest{};

}  // namespace

const Digest32& Sighasher::prevouts() {
  if (!prevouts_) {
    Sha256 hash;
    for (const TxIn& input : tx_.inputs) put_outpoint(hash, input.previous);
    prevouts_ = hash.digest();
  }
  return *prevouts_;
}

const Digest32& Sighasher::sequences() {
  if (!sequences_) {
    Sha256 hash;
    for (const TxIn& input : tx_.inputs) hash.put_u32le(input.sequence);
    sequences_ = hash.digest();
  }
  return *sequences_;
}

void Sighasher::put_all_outputs(Sha256& hash) const {
  for (const TxOut& output : tx_.outputs) put_output(hash, output);
}

const Digest32& Sighasher::outputs() {
  if (!outputs_) {
    Sha256 hash;
    put_all_outputs(hash);
    outputs_ = hash.digest();
  }
  return *outputs_;
}

Digest32 Sighasher::legacy(std::size_t input, ByteView script_code, std::uint32_t type) {
  if (base_type(type) == sighash::none || base_type(type) == sighash::single || anyone(type)) {
    return legacy_other(input, script_code, type);
  }
  if (prefix_inputs_ == 0 || prefix_inputs_ > input) {
    prefix_ = Sha256();
    prefix_.put_u32le(tx_.version);
    put_size(prefix_, tx_.inputs.size());
    prefix_inputs_ = 0;
  }
  for (; prefix_inputs_ < input; ++prefix_inputs_) {
    put_bare_input(prefix_, tx_.inputs[prefix_inputs_], tx_.inputs[prefix_inputs_].sequence);
  }
  Sha256 hash = prefix_;
  put_outpoint(hash, tx_.inputs[input].previous);
  put_var_bytes(hash, script_code);
  hash.put_u32le(tx_.inputs[input].sequence);
  for (std::size_t i = input + 1; i < tx_.inputs.size(); ++i) {
    put_bare_input(hash, tx_.inputs[i], tx_.inputs[i].sequence);
  }
  put_size(hash, tx_.outputs.size());
  put_all_outputs(hash);
  return hash.put_u32le(tx_.lock_time).put_u32le(type).double_digest();
}

Digest32 Sighasher::legacy_other(std::size_t input, ByteView script_code,
                                 std::uint32_t type) const {
  const bool single = base_type(type) == sighash::single;
  const bool none = base_type(type) == sighash::none;
  if (single && input >= tx_.outputs.size()) {
    Digest32 one{};  // the reference client's answer, kept by consensus
    one[0] = 1;
    return one;
  }
  Sha256 hash;
  hash.put_u32le(tx_.version);
  put_size(hash, anyone(type) ? 1 : tx_.inputs.size());
  for (std::size_t i = 0; i < tx_.inputs.size(); ++i) {
    if (i == input) {
      put_outpoint(hash, tx_.inputs[i].previous);
      put_var_bytes(hash, script_code);
      hash.put_u32le(tx_.inputs[i].sequence);
    } else if (!anyone(type)) {
      put_bare_input(hash, tx_.inputs[i], none || single ? 0 : tx_.inputs[i].sequence);
    }
  }
  put_size(hash, none ? 0 : single ? input + 1 : tx_.outputs.size());
  if (single) {
    for (std::size_t i = 0; i < input; ++i) put_output(hash, {~Sat{0}, {}});
    put_output(hash, tx_.outputs[input]);
  } else if (!none) {
    put_all_outputs(hash);
  }
  return hash.put_u32le(tx_.lock_time).put_u32le(type).double_digest();
}

Digest32 Sighasher::segwit_v0(std::size_t input, ByteView script_code, Sat amount,
                              std::uint32_t type) {
  const bool single = base_type(type) == sighash::single;
  const bool none = base_type(type) == sighash::none;
  const TxIn& own = tx_.inputs[input];
  Sha256 hash;
  hash.put_u32le(tx_.version);
  hash.put(anyone(type) ? zero_digest : sha256(prevouts()));
  hash.put(anyone(type) || single || none ? zero_digest : sha256(sequences()));
  put_outpoint(hash, own.previous);
  put_var_bytes(hash, script_code);
  hash.put_u64le(amount).put_u32le(own.sequence);
  if (!single && !none) {
    hash.put(sha256(outputs()));
  } else if (single && input < tx_.outputs.size()) {
    Sha256 one;
    put_output(one, tx_.outputs[input]);
    hash.put(one.double_digest());
  } else {
    hash.put(zero_digest);
  }
  return hash.put_u32le(tx_.lock_time).put_u32le(type).double_digest();
}

std::optional<Digest32> Sighasher::taproot_key_path(std::size_t input, std::span<const TxOut> spent,
                                                    std::uint8_t type) {
  COLDQUILL_ASSERT(spent.size() == tx_.inputs.size());
  const bool defined = type <= 3 || (type >= 0x81 && type <= 0x83);
  const bool single = (type & 3) == sighash::single;
  const bool none = (type & 3) == sighash::none;
  if (!defined || (single && input >= tx_.outputs.size())) return {};
  if (!spent_amounts_) {
    Sha256 amounts;
    Sha256 scripts;
    for (const TxOut& output : spent) {
      amounts.put_u64le(output.value);
      put_var_bytes(scripts, output.script);
    }
    spent_amounts_ = amounts.digest();
    spent_scripts_ = scripts.digest();
  }
  Sha256 hash = tagged_sha256("TapSighash");
  hash.put_u8(0).put_u8(type).put_u32le(tx_.version).put_u32le(tx_.lock_time);
  if (!anyone(type)) {
    hash.put(prevouts()).put(*spent_amounts_).put(*spent_scripts_).put(sequences());
  }
  if (!single && !none) hash.put(outputs());
  hash.put_u8(0);  // key path, no annex
  if (anyone(type)) {
    put_outpoint(hash, tx_.inputs[input].previous);
    put_output(hash, spent[input]);
    hash.put_u32le(tx_.inputs[input].sequence);
  } else {
    hash.put_u32le(static_cast<std::uint32_t>(input));
  }
  if (single) {
    Sha256 one;
    put_output(one, tx_.outputs[input]);
    hash.put(one.digest());
  }
  return hash.digest();
}

}  // namespace coldquill
