// Typed data on its way into words: its values by their paths, and what was said about them.
#pragma once

#include <coldquill/codec/eip712.h>

#include <unordered_map>

#include "typed_words.h"

namespace coldquill::evm {

class TypedReader {
 public:
  TypedReader(const TypedData& typed, std::optional<std::uint64_t> chain_id);

  [[nodiscard]] const TypedData& typed() const { return typed_; }
  [[nodiscard]] std::optional<std::uint64_t> chain_id() const { return chain_id_; }
  // The contract that checks the signature, of shapes that have one.
  [[nodiscard]] EvmAddress contract() const { return *typed_.verifying_contract(); }

  // Values of the message by their paths below it: "details.token". Those that a shape has are
  // there. A row that is read counts as said.
  [[nodiscard]] bool has(const std::string& path) const;
  const std::string& text(const std::string& path);
  Uint256 number(const std::string& path);
  EvmAddress address(const std::string& path);

  // Lines of the group "In words".
  void line(WordLine line);
  void say(std::string label, std::string value, std::string raw = {});
  void party(std::string label, const std::string& path);
  // Coins of the network that leave.
  void coins(std::string label, const Uint256& wei, std::string party);
  // One line of what a token call does, and all that is to be warned of.
  void token(std::string label, const TokenCall& token, std::string behind = {});
  // Amounts of a token that is not in the table are to be asked about.
  void unknown_token(const EvmAddress& contract);

  // A member of bytes that this contract will run: the call in a group of its own.
  void call(const std::string& path, const EvmAddress& contract);
  // The key that must sign.
  void owner(const EvmAddress& owner) { out_.owner = owner; }
  // Something that no line explains.
  void open(std::string what) { out_.open.push_back(std::move(what)); }
  void warn(PlanWarning warning) { out_.warnings.push_back(std::move(warning)); }

  // With what is said of every shape: bytes that nobody looked into.
  TypedWords run(void (*put)(TypedReader&), bool known);

 private:
  [[nodiscard]] const TypedField& at(const std::string& path) const;
  void add(const TokenCall& token);
  void group_of(const TokenCall& token);
  void look_into_bytes();

  const TypedData& typed_;
  std::optional<std::uint64_t> chain_id_;
  std::unordered_map<std::string_view, const TypedField*> rows_;
  std::vector<const TypedField*> read_;  // members of bytes that were read as calls
  std::vector<WordLine> lines_;
  std::vector<WordGroup> calls_;
  TypedWords out_;
};

// Who checks a signature; elsewhere the same types may mean anything.
enum class Checker {
  any_contract,  // named in the domain
  permit2,       // Permit2's own
  zksync,        // no contract but the network itself: domain "zkSync", version 2
};

// A shape of typed data that is known: exactly these types.
struct TypedShape {
  std::string_view type;  // as encodeType writes it (EIP-712)
  void (*put)(TypedReader&);
  Checker checker = Checker::any_contract;
  // Only the beginning is known: a member of a type that somebody else thought of follows. What
  // must stand behind the end of another type is then `behind`.
  std::string_view behind{};
};

// The largest amount that a member of Permit2 can hold.
Uint256 largest_uint160();

std::span<const TypedShape> permit_shapes();
std::span<const TypedShape> account_shapes();  // of contracts that act for whoever signs
std::span<const TypedShape> order_shapes();

}  // namespace coldquill::evm
