// Why a Bitcoin request is refused, or needs to be acknowledged.
#pragma once

#include <coldquill/base/error.h>

namespace coldquill {

inline constexpr Reason E_DUPLICATE_KEY{"E_DUPLICATE_KEY", Errc::malformed,
                                        "The same field stands there twice, so it could be read in "
                                        "two ways: export the request again."};
inline constexpr Reason E_BAD_FIELD{
    "E_BAD_FIELD", Errc::malformed,
    "A field does not follow BIP-174 or BIP-371: export the request again."};
inline constexpr Reason E_UNSUPPORTED_PSBT_V2{
    "E_UNSUPPORTED_PSBT_V2", Errc::unsupported,
    "PSBT version 2 is not read yet: export the request as PSBT version 0."};
inline constexpr Reason E_UNSUPPORTED_MULTISIG{
    "E_UNSUPPORTED_MULTISIG", Errc::unsupported,
    "Multisig inputs are not signed yet: use a signer that holds the wallet's policy."};
inline constexpr Reason E_UNSUPPORTED_SCRIPT{
    "E_UNSUPPORTED_SCRIPT", Errc::unsupported,
    "This is spent by a rule that coldquill does not sign yet. It signs what one key alone can "
    "spend: P2PKH, P2SH-P2WPKH, P2WPKH and the taproot key path."};
inline constexpr Reason E_UNSUPPORTED_TAPSCRIPT{"E_UNSUPPORTED_TAPSCRIPT", Errc::unsupported,
                                                "This spends taproot by one of its scripts, which "
                                                "coldquill does not sign yet: have it spent by "
                                                "its key."};
inline constexpr Reason E_PREVIOUS_TX_MISSING{
    "E_PREVIOUS_TX_MISSING", Errc::refused,
    "Without the previous transaction the amount could be a lie that burns money as a fee: export "
    "the request with full previous transactions (as a file, where the QR code leaves them out)."};
inline constexpr Reason E_UTXO_MISSING{
    "E_UTXO_MISSING", Errc::refused,
    "The request does not say what this input spends: export it again with that data."};
inline constexpr Reason E_PREVIOUS_TX_MISMATCH{
    "E_PREVIOUS_TX_MISMATCH", Errc::refused,
    "The previous transaction that came along is not the one that is spent. Do not sign this; look "
    "at the online wallet."};
inline constexpr Reason E_UTXO_CONFLICT{
    "E_UTXO_CONFLICT", Errc::refused,
    "The request contradicts itself about what an input spends. Do not sign this; look at the "
    "online wallet."};
inline constexpr Reason E_AMOUNT_UNPROVEN{
    "E_AMOUNT_UNPROVEN", Errc::unacknowledged,
    "Better: export the request with full previous transactions (most wallets do so in a file)."};
inline constexpr Reason E_KEY_FRAUD{"E_KEY_FRAUD", Errc::refused,
                                    "The request says that a key is yours, and your words do not "
                                    "lead to it. Do not sign this; look "
                                    "at the online wallet."};
inline constexpr Reason E_INPUT_FRAUD{
    "E_INPUT_FRAUD", Errc::refused,
    "The request says that your key spends this input, and it does not. Do not sign this; look at "
    "the online wallet."};
inline constexpr Reason E_CHANGE_FRAUD{
    "E_CHANGE_FRAUD", Errc::refused,
    "The request says that this output comes back to you, and it does not. Do not sign this; look "
    "at the online wallet."};
inline constexpr Reason E_CHANGE_FAR{
    "E_CHANGE_FAR", Errc::unacknowledged,
    "Your wallet may not find these coins by itself: write the path down, or send to an ordinary "
    "address of yours."};
inline constexpr Reason E_SIGHASH{
    "E_SIGHASH", Errc::refused,
    "The request asks for a signature over a part of the transaction, so that the rest could be "
    "changed later. Only whole ones are signed (SIGHASH_ALL, and DEFAULT for taproot)."};
inline constexpr Reason E_NETWORK_MIX{
    "E_NETWORK_MIX", Errc::refused,
    "Keys of the main network and of a test network never sign for each other."};
inline constexpr Reason E_MESSAGE_MISSING{
    "E_MESSAGE_MISSING", Errc::refused,
    "This has the form of a signed message (BIP-322), without its text: ask in a wallet that puts "
    "the text into the request. If coins are meant to be destroyed, bring their previous "
    "transactions."};
inline constexpr Reason E_MESSAGE_MISMATCH{
    "E_MESSAGE_MISMATCH", Errc::refused,
    "The request shows one text and asks for something else. Do not sign this; look at the online "
    "wallet."};
inline constexpr Reason E_PROOF_OF_FUNDS{
    "E_PROOF_OF_FUNDS", Errc::unsupported,
    "Messages are signed for one address and not for coins: ask for a message by one address. If "
    "coins are meant to be destroyed, bring their previous transactions."};
inline constexpr Reason E_NO_INPUTS{
    "E_NO_INPUTS", Errc::malformed,
    "A transaction has at least one input and one output: finish it in the online wallet first."};
inline constexpr Reason E_DUPLICATE_INPUT{"E_DUPLICATE_INPUT", Errc::refused,
                                          "The network refuses such a transaction: make it again."};
inline constexpr Reason E_AMOUNT_RANGE{
    "E_AMOUNT_RANGE", Errc::refused,
    "There are no more than 21 million coins: the request is broken or a trap."};
inline constexpr Reason E_OUTPUTS_EXCEED_INPUTS{
    "E_OUTPUTS_EXCEED_INPUTS", Errc::refused,
    "The outputs are more than the inputs: make the transaction again."};
inline constexpr Reason E_FEE_HIGH{
    "E_FEE_HIGH", Errc::unacknowledged,
    "Check the fee in the online wallet; make the transaction again with a smaller one."};
inline constexpr Reason E_FEE_UNKNOWN{
    "E_FEE_UNKNOWN", Errc::unacknowledged,
    "Ask for the request with the missing amounts, so that the fee can be computed."};
inline constexpr Reason E_FOREIGN_INPUTS{"E_FOREIGN_INPUTS", Errc::unacknowledged,
                                         "Somebody else pays into this transaction too: check what "
                                         "you spend and what comes back to you."};
inline constexpr Reason E_UNKNOWN_SCRIPT{
    "E_UNKNOWN_SCRIPT", Errc::unacknowledged,
    "This pays to something that has no address: go on only if whoever is paid asked for exactly "
    "this."};
inline constexpr Reason E_ANYONE_CAN_SPEND{
    "E_ANYONE_CAN_SPEND", Errc::unacknowledged,
    "Whoever comes first can take such coins: ask whoever is paid for another address."};
inline constexpr Reason E_UNSPENDABLE{
    "E_UNSPENDABLE", Errc::unacknowledged,
    "Such coins are lost for ever: ask whoever is paid for another address."};
inline constexpr Reason E_LOCKED{
    "E_LOCKED", Errc::unacknowledged,
    "Sign this only if you want to wait that long; or make the request again without the lock."};
inline constexpr Reason E_BAD_SIGNATURE{
    "E_BAD_SIGNATURE", Errc::refused,
    "A signature that came along does not fit this transaction: start from the unsigned request."};
inline constexpr Reason E_NOTHING_RECOGNISED{
    "E_NOTHING_RECOGNISED", Errc::not_ours,
    "Give the wallet or the words with which this request is to be signed."};
inline constexpr Reason E_ALREADY_SIGNED{
    "E_ALREADY_SIGNED", Errc::unsupported,
    "A raw transaction must come unsigned: export it before anyone signs, or as a PSBT."};
inline constexpr Reason E_BUILD{"E_BUILD", Errc::usage, "See `coldquill build bitcoin --help`."};

}  // namespace coldquill
