// Recognise: the family and kind of an unwrapped payload, told from its content.
#pragma once

#include <coldquill/model/request.h>
#include <coldquill/transport/envelope.h>

namespace coldquill {

inline constexpr Reason E_UNKNOWN_PAYLOAD{
    "E_UNKNOWN_PAYLOAD", Errc::malformed,
    "This is no request that coldquill knows: check that the right file or code was exported."};
inline constexpr Reason E_UNSUPPORTED_UR{
    "E_UNSUPPORTED_UR", Errc::unsupported,
    "A code of another kind was shown: choose the one with the transaction to sign."};
inline constexpr Reason E_UNSUPPORTED_COIN{
    "E_UNSUPPORTED_COIN", Errc::unsupported,
    "Envelopes of this kind carry coins that are not signed here. For any other coin pair the "
    "wallet "
    "as for another signer than Keystone: it then shows a PSBT or an eth-sign-request."};
inline constexpr Reason E_UNKNOWN_KIND{
    "E_UNKNOWN_KIND", Errc::usage,
    "Leave out --as, or name a kind that `coldquill review --help` lists."};

// A payload whose kind and family are known.
struct Recognised {
  const Family* family;
  const PayloadKind* kind;
  Payload payload;
  std::string spoken;  // "PSBT version 0, base64 text"
};

// as: the kind that --as names, or empty to find it by content.
// Fails with E_UNKNOWN_PAYLOAD, E_UNSUPPORTED_COIN (or a reason of keystone.h), the reasons of
// other_text.h, E_UNSUPPORTED_UR, E_UNKNOWN_KIND, or with E_SECRET_IN_PAYLOAD when a secret is
// inside the wrapping.
Result<Recognised> recognise(Unwrapped content, std::string_view as);

}  // namespace coldquill
