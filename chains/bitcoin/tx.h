// A decoded Bitcoin request, and what was decided about it.
#pragma once

#include <coldquill/bitcoin/networks.h>
#include <coldquill/bitcoin/psbt_fields.h>
#include <coldquill/model/review.h>
#include <coldquill/model/signing.h>
#include <coldquill/script/spenders.h>

#include <memory>

namespace coldquill::bitcoin {

enum class Form {
  psbt,
  raw,  // an unsigned network transaction, with previous transactions beside it
};

// What an input has in the network transaction.
struct FinalInput {
  Bytes script_sig;
  std::vector<Bytes> witness;
};

// An immutable value, cheap to copy. A raw transaction is held as the PSBT that says the same.
class Tx {
 public:
  using Finished = std::vector<std::optional<FinalInput>>;  // one an input

  static Result<Tx> of(Psbt psbt, Form form);
  // The same with fields that we put in ourselves: what has been checked is not checked again.
  // Inputs that were signed here, and whose signatures were verified, are finished.
  [[nodiscard]] Result<Tx> with(Psbt psbt, Finished finished) const;

  [[nodiscard]] Form form() const { return held_->form; }
  [[nodiscard]] const Psbt& psbt() const { return held_->psbt; }
  [[nodiscard]] const Transaction& unsigned_tx() const { return held_->psbt.tx; }
  [[nodiscard]] const PsbtFields& fields() const { return held_->fields; }
  // Empty for an input of which nothing is known but its fields.
  [[nodiscard]] const std::optional<FinalInput>& finished(std::size_t input) const {
    static const std::optional<FinalInput> none;
    return held_->finished.empty() ? none : held_->finished[input];
  }

 private:
  struct Held {
    Psbt psbt;
    PsbtFields fields;  // views into psbt
    Form form;
    Finished finished;  // or none at all
  };
  static Result<Tx> read(Psbt psbt, Form form, Finished finished);
  explicit Tx(std::shared_ptr<const Held> held) : held_(std::move(held)) {}

  std::shared_ptr<const Held> held_;
};

// Why the amount that an input spends may be believed.
enum class Proof {
  previous_tx,  // read out of the previous transaction, whose hash is in the outpoint
  committed,    // every signature that we are asked for commits to it: a lie makes them worthless
  unproven,     // only the request says so
  unknown,      // the request does not even say
};

// The key of ours that spends an input or is paid by an output.
struct OwnKey {
  KeyRef key;
  SingleKeyForm form;
  std::optional<Digest32> merkle_root{};  // p2tr with a script tree
};

enum class InputState {
  unsigned_,  // nobody has signed, as far as we can tell
  signed_,    // our own good signature is there already
  final_,     // finished by whoever sent it
};

struct InputPlan {
  std::optional<TxOut> spent;
  Proof proof = Proof::unknown;
  std::optional<OwnKey> own;
  InputState state = InputState::unsigned_;
  bool locked = false;       // for more than a day after it was confirmed (BIP-0068)
  std::uint8_t sighash = 0;  // of the signature we are asked for
};

enum class Role {
  payment,
  change,  // comes back to us, in a form that we also spend from
  own,     // comes back to us, elsewhere in the wallet
  data,    // OP_RETURN
};

struct OutputPlan {
  Role role = Role::payment;
  Spenders takers = Spenders::by_rule;
  std::optional<OwnKey> own;
};

// What a fee is a share of, the fee in it.
struct Leaving {
  Sat amount;
  // What we put in less what comes back to us. Otherwise all inputs: none is known to be ours, or
  // most of them become a fee.
  bool of_wallet;
};

struct Plan {
  explicit Plan(Tx decoded) : tx(std::move(decoded)) {}

  Tx tx;
  const NetworkRow* network = nullptr;
  Source network_source = Source::local;
  bool keys_known = false;              // without keys nothing can be recognised as ours
  Source keys_source = Source::proven;  // of what follows from our keys
  std::vector<InputPlan> inputs;
  std::vector<OutputPlan> outputs;
  bool any_taproot_job = false;     // then every input's amount and script is in a preimage
  bool amounts_believable = false;  // all are there, and proven or committed
  bool locked = false;              // by its lock time, for more than a day
  std::optional<Bytes> message;     // this signs a message and is no transaction (BIP-0322)
  std::optional<Sat> total_in;
  Sat total_out = 0;
  std::optional<Sat> fee;
  std::optional<Leaving> leaves;  // empty when it is not known, or is nothing but the fee
  std::uint64_t vsize = 0;        // virtual bytes of the finished transaction, estimated
  std::vector<PlanWarning> warnings;
  std::vector<SigningJob> jobs;
  std::vector<std::size_t> job_inputs;  // the input that each job signs
};

}  // namespace coldquill::bitcoin
