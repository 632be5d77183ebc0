// Why an EVM request is refused or needs an acknowledgement.
#pragma once

#include <coldquill/base/error.h>

namespace coldquill::evm {

inline constexpr Reason E_BAD_EVM_REQUEST{
    "E_BAD_EVM_REQUEST", Errc::malformed,
    "The request contradicts itself or its format: make it again in the online wallet."};
inline constexpr Reason E_UNSUPPORTED_EVM_TYPE{
    "E_UNSUPPORTED_EVM_TYPE", Errc::unsupported,
    "Choose a plain transaction (legacy, EIP-2930 or EIP-1559) in the online wallet."};
inline constexpr Reason E_NO_CHAIN_ID{
    "E_NO_CHAIN_ID", Errc::refused,
    "Without a chain id the same signature is valid on every network: make the request again with "
    "EIP-155."};
inline constexpr Reason E_WRONG_CHAIN{
    "E_WRONG_CHAIN", Errc::refused,
    "What is to be signed is for another network than was said: start again in the online wallet."};
inline constexpr Reason E_FOREIGN_PATH{
    "E_FOREIGN_PATH", Errc::refused,
    "The key path belongs to another coin: a request for this network must use its own keys."};
inline constexpr Reason E_FEE_RANGE{
    "E_FEE_RANGE", Errc::refused,
    "The fee fields cannot be meant: make the request again in the online wallet."};
inline constexpr Reason E_BAD_EVM_SIGNATURE{
    "E_BAD_EVM_SIGNATURE", Errc::refused,
    "The signature that came along does not fit: start from the unsigned request."};
inline constexpr Reason E_SAFE_DELEGATECALL{
    "E_SAFE_DELEGATECALL", Errc::refused,
    "This makes a Safe run code of another contract as its own, which can hand the whole Safe "
    "over: "
    "ask for a plain call (operation 0), one for each step."};

// Beside an acknowledgement, or as a warning.
inline constexpr Reason E_UNKNOWN_CHAIN_ID{
    "E_UNKNOWN_CHAIN_ID", Errc::unacknowledged,
    "Make sure that this chain id is the network you mean; its currency cannot be named here."};
inline constexpr Reason E_CALL_NOT_UNDERSTOOD{
    "E_CALL_NOT_UNDERSTOOD", Errc::unacknowledged,
    "The data tells a contract what to do, and it cannot be explained here: sign only what you "
    "have checked elsewhere."};
inline constexpr Reason E_CONTRACT_CREATION{
    "E_CONTRACT_CREATION", Errc::unacknowledged,
    "This creates a contract and pays nobody: sign it only if that is what you want."};
inline constexpr Reason E_UNLIMITED_APPROVAL{
    "E_UNLIMITED_APPROVAL", Errc::unacknowledged,
    "The spender may take all of these tokens or NFTs, now and later: approve only what is "
    "needed."};
inline constexpr Reason E_TO_TOKEN_CONTRACT{
    "E_TO_TOKEN_CONTRACT", Errc::unacknowledged,
    "What is sent to a token's contract is lost in most cases: check the recipient."};
inline constexpr Reason E_TO_NOBODY{
    "E_TO_NOBODY", Errc::unacknowledged,
    "Nobody has the key of the address 0: what is sent there is lost."};
inline constexpr Reason E_VALUE_WITH_CALL{
    "E_VALUE_WITH_CALL", Errc::unacknowledged,
    "A token call needs no coins, and most contracts keep or refuse them: check the value."};
inline constexpr Reason E_UNKNOWN_TOKEN{
    "E_UNKNOWN_TOKEN", Errc::unacknowledged,
    "The contract is not in the list of this program: look it up, and what the number means there, "
    "before you go on."};
inline constexpr Reason E_EVM_FEE_HIGH{
    "E_EVM_FEE_HIGH", Errc::unacknowledged,
    "The fee may be as high as shown: lower the gas price if that is not meant."};
inline constexpr Reason E_PERMIT_OF_ANOTHER{
    "E_PERMIT_OF_ANOTHER", Errc::unacknowledged,
    "A permit, payment or order is valid only when its owner signs it, or a key that its owner, a "
    "contract, obeys: unless that is so, whoever asks for this is mistaken or tries to confuse "
    "you."};
inline constexpr Reason E_PERMIT_NOT_UNDERSTOOD{
    "E_PERMIT_NOT_UNDERSTOOD", Errc::unacknowledged,
    "This lets somebody else do something with what is yours, and only the contract knows what: go "
    "on only if you know that contract and every line."};
inline constexpr Reason E_GAS_LOW{
    "E_GAS_LOW", Errc::unacknowledged,
    "The network will refuse this transaction, because its gas limit is too low: ask the online "
    "wallet for a new one."};
inline constexpr Reason E_TYPED_DATA_NOT_UNDERSTOOD{
    "E_TYPED_DATA_NOT_UNDERSTOOD", Errc::unacknowledged,
    "What a contract will do with this signature cannot be explained here, or only in part: it can "
    "be a payment or hand over what you own. Go on only if you know who asks, and every line."};
inline constexpr Reason E_NOT_BOUND_TO_CHAIN{
    "E_NOT_BOUND_TO_CHAIN", Errc::unacknowledged,
    "The signature is valid on every network: sign only if the one who asks explains why."};

}  // namespace coldquill::evm
