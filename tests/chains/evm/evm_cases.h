// EVM requests for tests, in each of their forms, for the wallet "abandon ... about".
#pragma once

#include <coldquill/evm/family.h>
#include <coldquill/evm/json_transaction.h>

#include "wallet.h"

namespace coldquill::evm::test {

using coldquill::test::asks;
using coldquill::test::fact;
using coldquill::test::facts;
using coldquill::test::path;
using coldquill::test::Wallet;
using coldquill::test::warns;

inline constexpr std::string_view first_path = "m/44'/60'/0'/0/0";

inline const Wallet& me() {
  return Wallet::abandon();
}
EvmAddress my_address(std::string_view at = first_path);
// "0x..." in any case that EIP-55 takes.
EvmAddress address(std::string_view text);
Uint256 number(std::string_view text);

// Honest transactions on Ethereum, to be broken by tests one place at a time.
Transaction payment();         // EIP-1559: 1.5 ETH to `payee`
Transaction legacy_payment();  // the same with EIP-155
Transaction listed_payment();  // the same with an access list of two entries (EIP-2930)
Transaction token_call(CallKind kind, const Uint256& amount);  // in USDC
Transaction with_data(Bytes data);                             // to `payee`, without value

inline constexpr std::string_view payee = "0x71C7656EC7ab88b098defB751B7401B5f6d8976F";
inline constexpr std::string_view usdc = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";

// Typed data: the Mail of EIP-712 with a chain id; member by member as text, so that tests can say
// something else for any of them.
std::string typed_mail(std::string_view domain_chain_id = R"("chainId": 1, )");

// eth-sign-requests that name us: our fingerprint, the path, our address, an id, an application.
SignRequest request_for(const Transaction& tx, std::string_view at = first_path);
SignRequest message_request(ByteView message, std::string_view at = first_path);
SignRequest message_request(std::string_view message, std::string_view at = first_path);
SignRequest typed_request(std::string_view json, std::string_view at = first_path);

Payload payload(const SignRequest& request);
Payload raw(const Transaction& tx);
Payload raw_bytes(Bytes bytes);
Payload json(const Transaction& tx, std::optional<EvmAddress> from = {});
Payload json_text(std::string_view text);
// Signed by a key of a wallet.
Payload signed_raw(const Transaction& tx, const Wallet& signer = me(),
                   std::string_view at = first_path);

// What a front end says beside the payload.
struct Said {
  std::optional<std::string> network{};
  std::vector<std::string> paths{};
  std::optional<std::uint32_t> account{};
};

// The keys and places that `sign` would hand to resolve, as src/flow makes them.
Context context_for(const Payload& payload, const Said& said = {}, const Wallet& wallet = me());

Result<Draft> prepare(const Payload& payload, const Said& said = {}, const Wallet& wallet = me());
// The review of what must be prepared: the test program ends when it is refused.
Review review(const Payload& payload, const Said& said = {});
// The one fact with that name: "value [source]", with "* " before it when it is a headline.
std::string shown(const Review& review, std::string_view name);
// The reason why it is refused; empty when it is not.
std::string reason(const Payload& payload, const Said& said = {});
// The path of the key that is asked for; empty when none is.
std::string signing_path(const Payload& payload, const Said& said = {});

// Prepared, consented to and signed by us: the test program ends when that fails.
Outcome signed_by_me(const Payload& payload, const Said& said = {});

}  // namespace coldquill::evm::test
