// The envelope of a payload: how it was wrapped, told from its content alone.
//
// Tried in this order: a secret (refused), UR, hexadecimal, base64, and else the bytes as they are.
// A text that is both hexadecimal and base64, such as "cafe", is taken as hexadecimal.
#pragma once

#include <coldquill/transport/ur.h>

namespace coldquill {

inline constexpr Reason E_SECRET_IN_PAYLOAD{
    "E_SECRET_IN_PAYLOAD", Errc::refused,
    "This is a secret, not a request, and was not kept or shown: never put it where requests are "
    "read. Words are brought into the wallet with `coldquill wallet restore`."};
inline constexpr Reason E_PARTS_MISSING{"E_PARTS_MISSING", Errc::incomplete,
                                        "Add the missing parts, or scan on until all are there."};
inline constexpr Reason E_PARTS_MIXED{"E_PARTS_MIXED", Errc::malformed,
                                      "Give the parts of one message only."};
inline constexpr Reason E_UNKNOWN_ENCODING{
    "E_UNKNOWN_ENCODING", Errc::unsupported,
    "An editor has changed this text: export the request again, and do not open it in between."};
inline constexpr Reason E_EMPTY_PAYLOAD{"E_EMPTY_PAYLOAD", Errc::malformed,
                                        "There is nothing in it: export the request again."};

enum class Wrapping { binary, base64, hex, ur };

struct Unwrapped {
  Wrapping wrapping = Wrapping::binary;
  std::string ur_type;          // lower case; empty when it was no UR
  std::size_t ur_fragment = 0;  // octets in a part, 0 when it was no UR: answer in parts like these
  Bytes bytes;                  // for a UR its CBOR message
  std::vector<Bytes> more;      // further lines, when there were several lines of hexadecimal
  std::string spoken;           // for people: "base64 text", "UR crypto-psbt in 4 parts"
};

// The content of a file or of standard input. Text forms may have white space around them; base64
// and the parts of a UR (one a line, any order, more than are needed) may run over lines;
// hexadecimal may begin with 0x, and each line is a payload of its own. Parts and hexadecimal have
// 4,096 lines at most (E_TOO_LARGE).
//
// Fails with E_EMPTY_PAYLOAD, E_SECRET_IN_PAYLOAD, E_UNKNOWN_ENCODING, E_PARTS_MISSING (which says
// how many), E_PARTS_MIXED, or a reason of ur.h.
Result<Unwrapped> unwrap(ByteView content);

// Fails with E_SECRET_IN_PAYLOAD when this looks like something that must never be read as a
// request: 12 to 24 words, SeedQR digits, an extended private key, a private key in wallet import
// format. What it is gets named, and never shown.
Result<void> refuse_secret(ByteView content);

// Collects the contents of QR codes, one after another, into one payload: the parts of a UR, or a
// single code with any other wrapping.
class FrameCollector {
 public:
  // qr: the octets of one code, as they are. While a UR in parts is under way, other codes (a link,
  // a payment address) are foreign: counted and passed over.
  // Fails as unwrap does; and with E_SECRET_IN_PAYLOAD for 16 or 32 octets that are no text, which
  // is what a CompactSeedQR holds. What was collected stays, except after E_UR_CHECKSUM.
  Result<Step> put(ByteView qr);

  [[nodiscard]] bool complete() const { return single_ || parts_.complete(); }
  [[nodiscard]] Progress progress() const;
  // The payload. Fails with E_PARTS_MISSING while it is not complete. The collector is empty again.
  Result<Unwrapped> take();

 private:
  Result<Step> put_single(ByteView qr);

  UrCollector parts_;
  std::optional<Unwrapped> single_;
  Bytes single_code_;
  std::size_t foreign_ = 0;
};

}  // namespace coldquill
