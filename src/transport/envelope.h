// The envelope of a payload: how it was wrapped, told from its content alone.
//
// Tried in this order: a secret (refused), parts (UR, BBQr, Specter), hexadecimal, base43, base64,
// and else the bytes as they are. A text that is both hexadecimal and base64, such as "cafe", is
// taken as hexadecimal.
#pragma once

#include <coldquill/transport/part_stream.h>
#include <coldquill/transport/row_stream.h>

#include <optional>

namespace coldquill {

inline constexpr Reason E_PARTS_MISSING{"E_PARTS_MISSING", Errc::incomplete,
                                        "Add the missing parts, or scan on until all are there."};
inline constexpr Reason E_PARTS_MIXED{"E_PARTS_MIXED", Errc::malformed,
                                      "Give the parts of one message only."};
inline constexpr Reason E_UNKNOWN_ENCODING{
    "E_UNKNOWN_ENCODING", Errc::unsupported,
    "An editor has changed this text: export the request again, and do not open it in between."};
inline constexpr Reason E_NOT_KEPT{
    "E_NOT_KEPT", Errc::refused,
    "Parts that could be anything, a secret too, are not written to a disk: scan them in one go."};

// The content of a file or of standard input. Text forms may have white space around them; base64,
// base43 and parts (one a line, any order, more than are needed) may run over lines; hexadecimal
// may begin with 0x, and each line is a payload of its own. Parts and hexadecimal have 4,096 lines
// at most (E_TOO_LARGE).
//
// Fails with E_EMPTY_PAYLOAD, E_SECRET_IN_PAYLOAD, E_UNKNOWN_ENCODING, E_PARTS_MISSING (which says
// how many), E_PARTS_MIXED, or a reason of the dialect.
Result<Unwrapped> unwrap(ByteView content);

// Fails with E_SECRET_IN_PAYLOAD when this looks like something that must never be read as a
// request: 12 to 24 words, SeedQR digits, an extended private key, a private key in wallet import
// format. What it is gets named, and never shown.
Result<void> refuse_secret(ByteView content);

// The same for the content of a QR code, where 16 or 32 octets that are no text are a secret too:
// that is what a CompactSeedQR holds.
Result<void> refuse_secret_code(ByteView qr);

// Whether parts of a message that is not complete may be written into a file: one of them must say
// that it is of a request, because a secret in pieces does not look like one. Fails with
// E_NOT_KEPT.
Result<void> keepable(const std::vector<std::string>& parts);

// Collects the contents of QR codes, one after another, into one payload: parts of one dialect, or
// a single code with any other wrapping.
class FrameCollector {
 public:
  // qr: the octets of one code, as they are. While parts are under way, other codes (a link, a
  // payment address) are foreign: counted and passed over.
  // place: of a code that is one of a row. Fails as unwrap, refuse_secret_code and RowStream do.
  // What was collected stays, except after a contradiction (part_stream.h, row_stream.h).
  Result<Step> put(ByteView qr, const std::optional<RowPlace>& place = {});

  [[nodiscard]] bool complete() const { return single_ || (stream() && stream()->complete()); }
  [[nodiscard]] Progress progress() const;
  // Numbers of parts that would complete it; empty when nothing has been seen or nothing is
  // missing.
  [[nodiscard]] std::vector<std::uint32_t> missing() const;
  // The parts that brought the message further, as they were read: whoever puts them in again, in
  // any order and with more, goes on from here. Empty for a single code. They may hold a secret in
  // pieces: keepable() is to be asked before they are kept.
  [[nodiscard]] const std::vector<std::string>& accepted() const { return accepted_; }
  // The payload. Fails with E_PARTS_MISSING while it is not complete. The collector is empty again.
  Result<Unwrapped> take();

 private:
  Result<Step> put_part(ByteView qr);
  Result<Step> put_single(ByteView qr);
  Result<Step> put_in_row(const RowPlace& place, ByteView qr);
  Step foreign();
  [[nodiscard]] PartStream* stream() const { return row_ ? row_.get() : parts_.get(); }

  std::unique_ptr<PartStream> parts_;
  std::unique_ptr<RowStream> row_;  // one of the two at most
  std::vector<std::string> accepted_;
  std::optional<Unwrapped> single_;
  Bytes single_code_;
  std::size_t foreign_ = 0;
};

}  // namespace coldquill
