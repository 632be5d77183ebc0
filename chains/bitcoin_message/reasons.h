// Why a Bitcoin message is refused.
#pragma once

#include <coldquill/base/error.h>

namespace coldquill::bitcoin_message {

inline constexpr Reason E_BAD_MESSAGE_REQUEST{
    "E_BAD_MESSAGE_REQUEST", Errc::malformed,
    "The request contradicts itself or its format: make it again in the online wallet."};
inline constexpr Reason E_UNSUPPORTED_MESSAGE{"E_UNSUPPORTED_MESSAGE", Errc::unsupported,
                                              "A request is for one message (data type 1) and one "
                                              "key: ask for one signature after the other."};
inline constexpr Reason E_MESSAGE_KEY{
    "E_MESSAGE_KEY", Errc::unsupported,
    "Messages are signed by the key of an address below m/44', m/49' or m/84' (p2pkh, p2sh-p2wpkh, "
    "p2wpkh): ask for a signature by one of those. Taproot addresses sign by BIP-322, asked for as "
    "a PSBT."};

}  // namespace coldquill::bitcoin_message
