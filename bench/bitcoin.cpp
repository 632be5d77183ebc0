#include "bitcoin.h"

#include <coldquill/bitcoin/psbt_fields.h>
#include <coldquill/script/compact_size.h>
#include <coldquill/script/sighash.h>

namespace coldquill::bench {
namespace {

using namespace bitcoin;

constexpr Sat coin_value = 100'000;
constexpr std::size_t bare_input_size = 41;

std::uint32_t purpose_of(SingleKeyForm form) {
  switch (form) {
    case SingleKeyForm::p2pkh:
      return 44;
    case SingleKeyForm::p2sh_p2wpkh:
      return 49;
    case SingleKeyForm::p2wpkh:
      return 84;
    case SingleKeyForm::p2tr:
      return 86;
  }
  return 0;
}

KeyPath joined(KeyPath path, std::initializer_list<std::uint32_t> steps) {
  path.insert(path.end(), steps);
  return path;
}

Transaction paying(const TxOut& coin, std::uint32_t number, std::size_t padding) {
  Transaction tx;
  TxIn input;
  input.previous.txid.bytes = sha256(Writer().u32le(number).view());
  input.script_sig = Bytes(107, 0x01);
  tx.inputs.push_back(input);
  tx.outputs = {{12'345, p2wpkh_script({})}, coin};
  while (padding > 0) {
    const std::size_t size = std::min<std::size_t>(padding, 34);
    tx.outputs.push_back({546, p2pkh_script({})});
    padding -= size;
  }
  return tx;
}

Bytes utxo_field(const TxOut& output) {
  Writer out;
  write_output(out, output);
  return out.take();
}

void add_record(FieldMap& map, const PublicKey& key, const KeyOrigin& origin, bool taproot,
                std::uint8_t plain_type, std::uint8_t tap_type) {
  if (taproot) {
    map.set(Writer().u8(tap_type).bytes(key.x_only()).take(),
            Writer().u8(0).bytes(write_origin(origin)).take());
  } else {
    map.set(Writer().u8(plain_type).bytes(key.bytes()).take(), write_origin(origin));
  }
}

Bytes bare(const TxIn& input) {
  return Writer()
      .bytes(input.previous.txid.bytes)
      .u32le(input.previous.index)
      .u8(0)
      .u32le(input.sequence)
      .take();
}

}  // namespace

PsbtWork::PsbtWork(SingleKeyForm form, std::size_t inputs, std::size_t padding)
    : form_(form),
      account_path_(AccountPath{purpose_of(form), 0, 0}.path()),
      account_(account(account_path_)),
      branch_(branch_of(seed(), joined(account_path_, {0}))) {
  for (std::uint32_t i = 0; i < inputs; ++i) spend(i, padding);
  pay();
  psbt_.global.set({global_type::unsigned_tx}, serialize(psbt_.tx, WitnessForm::never));
  request_ = serialize_psbt(psbt_);
  note_preimages();
}

void PsbtWork::spend(std::uint32_t index, std::size_t padding) {
  const std::uint32_t steps[] = {0, index};
  const PublicKey key = account_.descendant(steps)->key;
  const TxOut coin{coin_value, single_key_script(form_, key)};
  const Transaction previous = paying(coin, index, padding);
  TxIn input;
  input.previous = {previous.txid(), 1};
  input.sequence = 0xFFFFFFFD;
  psbt_.tx.inputs.push_back(input);
  spent_.push_back(coin);
  FieldMap& map = psbt_.inputs.emplace_back();
  const bool taproot = form_ == SingleKeyForm::p2tr;
  if (!taproot) {
    previous_.push_back(serialize(previous, WitnessForm::allowed));
    map.set({input_type::non_witness_utxo}, previous_.back());
  }
  if (form_ != SingleKeyForm::p2pkh) map.set({input_type::witness_utxo}, utxo_field(coin));
  const KeyOrigin origin{fingerprint(), joined(account_path_, {0, index})};
  add_record(map, key, origin, taproot, input_type::bip32_derivation,
             input_type::tap_bip32_derivation);
  if (taproot) map.set({input_type::tap_internal_key}, to_bytes(key.x_only()));
}

void PsbtWork::pay() {
  const Sat half = coin_value * spent_.size() / 2;
  psbt_.tx.outputs.push_back({half, p2wpkh_script(hash160({}))});
  psbt_.outputs.emplace_back();
  const std::uint32_t steps[] = {1, 0};
  const PublicKey key = account_.descendant(steps)->key;
  psbt_.tx.outputs.push_back({half - half / 100, single_key_script(form_, key)});
  const KeyOrigin origin{fingerprint(), joined(account_path_, {1, 0})};
  const bool taproot = form_ == SingleKeyForm::p2tr;
  FieldMap& map = psbt_.outputs.emplace_back();
  add_record(map, key, origin, taproot, output_type::bip32_derivation,
             output_type::tap_bip32_derivation);
  if (taproot) map.set({output_type::tap_internal_key}, to_bytes(key.x_only()));
}

// As many octets as each form hashes for each input (BIP-0143, BIP-0341): their content is in the
// digests, which are computed with the library here, once.
void PsbtWork::note_preimages() {
  if (form_ == SingleKeyForm::p2pkh) return split_legacy();
  Sighasher sighasher(psbt_.tx);
  for (std::size_t i = 0; i < spent_.size(); ++i) {
    const bool taproot = form_ == SingleKeyForm::p2tr;
    const Digest32 digest =
        taproot
            ? *sighasher.taproot_key_path(i, spent_, sighash::default_)
            : sighasher.segwit_v0(i, p2pkh_script(array_of<20>(classify(spent_[i].script).program)),
                                  spent_[i].value, sighash::all);
    Bytes preimage(taproot ? 64 + 174 : 182);
    std::ranges::copy(digest, preimage.begin());
    preimages_.push_back(std::move(preimage));
  }
}

void PsbtWork::split_legacy() {
  Writer head;
  head.u32le(psbt_.tx.version);
  write_compact_size(head, psbt_.tx.inputs.size());
  head_ = head.take();
  for (std::size_t i = 0; i < spent_.size(); ++i) {
    const TxIn& input = psbt_.tx.inputs[i];
    const Bytes plain = bare(input);
    bare_inputs_.insert(bare_inputs_.end(), plain.begin(), plain.end());
    Writer own;
    own.bytes(ByteView(plain).first(36));
    write_var_bytes(own, spent_[i].script);
    own_inputs_.push_back(own.u32le(input.sequence).take());
  }
  Writer tail;
  write_compact_size(tail, psbt_.tx.outputs.size());
  for (const TxOut& output : psbt_.tx.outputs) write_output(tail, output);
  tail_ = tail.u32le(psbt_.tx.lock_time).u32le(sighash::all).take();
}

std::vector<Digest32> PsbtWork::legacy_digests() const {
  std::vector<Digest32> out;
  const ByteView all(bare_inputs_);
  Sha256 prefix;
  prefix.put(head_);
  for (std::size_t i = 0; i < own_inputs_.size(); ++i) {
    Sha256 hash = prefix;
    hash.put(own_inputs_[i]).put(all.subspan((i + 1) * bare_input_size)).put(tail_);
    out.push_back(hash.double_digest());
    prefix.put(all.subspan(i * bare_input_size, bare_input_size));
  }
  return out;
}

// Hashes what the digest is made of; the digest itself is known.
Digest32 PsbtWork::digest(std::size_t input, const OpenKey& key) const {
  const Digest20 program = key_hash(key.bytes);
  const Digest32 hashed = sha256_twice(preimages_[input]);
  COLDQUILL_ASSERT(program != Digest20{} && hashed != Digest32{});
  return array_of<32>(ByteView(preimages_[input]).first(32));
}

std::vector<Bytes> PsbtWork::floor() const {
  std::vector<Bytes> out;
  for (const Bytes& previous : previous_) COLDQUILL_ASSERT(sha256_twice(previous) != Digest32{});
  std::vector<Digest32> digests;
  if (form_ == SingleKeyForm::p2pkh) digests = legacy_digests();
  for (std::uint32_t i = 0; i < spent_.size(); ++i) {
    if (form_ == SingleKeyForm::p2tr) {
      const Digest32 digest = array_of<32>(ByteView(preimages_[i]).first(32));
      COLDQUILL_ASSERT(sha256(preimages_[i]) != Digest32{});
      out.push_back(to_bytes(taproot_checked(branch_, i, digest)));
      continue;
    }
    const OpenKey key = child(branch_, i);
    if (form_ != SingleKeyForm::p2pkh) digests.push_back(digest(i, key));
    out.push_back(to_bytes(ecdsa_checked(key, digests[i])));
  }
  return out;
}

}  // namespace coldquill::bench
