// A payload with its wrapping taken off, and how that was found.
#pragma once

#include <coldquill/base/bytes.h>
#include <coldquill/base/result.h>

namespace coldquill {

inline constexpr Reason E_SECRET_IN_PAYLOAD{
    "E_SECRET_IN_PAYLOAD", Errc::refused,
    "This is a secret, not a request, and was not kept or shown: never put it where requests are "
    "read. Words are brought into the wallet with `coldquill wallet restore`."};

inline constexpr Reason E_EMPTY_PAYLOAD{"E_EMPTY_PAYLOAD", Errc::malformed,
                                        "There is nothing in it: export the request again."};

// How a payload is written for its way across the air gap.
enum class Wrapping {
  binary,   // as it is, or a plain text
  base64,   // RFC 4648
  hex,      // hexadecimal digits
  base43,   // Electrum's
  ur,       // Uniform Resources, version 2
  ur1,      // their first version, of 2020
  bbqr,     // Coldcard's "Better Bitcoin QR"
  specter,  // Specter's p1of3
};

struct Unwrapped {
  Wrapping wrapping = Wrapping::binary;
  std::string ur_type;       // of a UR, lower case
  std::size_t fragment = 0;  // of what came in parts: octets (UR) or characters (the others) in
                             // one, so that the answer can come in parts like these; else 0
  Bytes bytes;               // for a UR its CBOR message
  std::vector<Bytes> more;   // further lines, when there were several lines of hexadecimal
  std::string spoken;        // for people: "base64 text", "UR crypto-psbt in 4 parts"
};

// What became of a text or code that was put in.
enum class Step {
  accepted,   // it brought the message further
  duplicate,  // nothing new in it
  foreign,    // no part of this message: not used
};

struct Progress {
  std::size_t useful = 0;   // parts that said something new
  std::size_t total = 0;    // parts needed; 0 before the first
  std::size_t foreign = 0;  // texts that were not used
};

}  // namespace coldquill
