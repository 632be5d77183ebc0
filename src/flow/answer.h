// Answers: signed requests, wrapped in the dialect that they were asked in.
#pragma once

#include <coldquill/flow/open.h>

namespace coldquill {

inline constexpr Reason E_FINAL_INCOMPLETE{
    "E_FINAL_INCOMPLETE", Errc::incomplete,
    "Others must sign first: leave out --final, pass the signed request on, and combine."};
inline constexpr Reason E_UNKNOWN_FORMAT{
    "E_UNKNOWN_FORMAT", Errc::usage,
    "Name one of: binary, base64, hex, base43, ur, ur1, bbqr, specter, raw, or a kind of payload."};

inline constexpr Reason E_NO_SUCH_FORM{
    "E_NO_SUCH_FORM", Errc::usage,
    "Leave out --final or --format: what was asked for is answered in its own form."};

struct AnswerOptions {
  std::string format;           // --format; empty for the dialect of the request
  bool final = false;           // --final
  std::size_t ur_fragment = 0;  // octets a part; 0 for as the request had them, or 200
  // The largest QR version for a code of hexadecimal digits alone, and for parts in other dialects
  // than UR.
  int largest_single = 20;
};

// To be asked before anything is signed. Fails with E_UNKNOWN_FORMAT for a word that no family has.
Result<void> check_format(const std::string& format);

// What is shown, written or printed.
struct Wrapped {
  Answer answer;               // kind and bytes, not wrapped
  std::optional<Bytes> coded;  // empty when a file holds the bytes as they are
  std::string extension;       // ".psbt", with the point
  bool text;                   // fit for a terminal
  std::string note;            // what a person should know about the wrapping; mostly empty

  // As a file holds it.
  [[nodiscard]] const Bytes& file() const { return coded ? *coded : answer.bytes; }
};

// Picks the answer and wraps it. Fails with E_FINAL_INCOMPLETE, E_NO_SUCH_FORM, E_UNKNOWN_FORMAT or
// E_UR_TOO_LARGE.
Result<Wrapped> wrap(const Opened& opened, const std::vector<Answer>& answers,
                     const AnswerOptions& options);

// The contents of the QR codes that carry an answer: one whole cycle. Fails with E_UR_TOO_LARGE
// when it is more than QR codes can carry.
Result<std::vector<std::string>> qr_contents(const Opened& opened, const Answer& answer,
                                             const AnswerOptions& options);
// The same for any payload. like: what it is to be wrapped like.
Result<std::vector<std::string>> qr_contents(const Unwrapped& like, const PayloadKind& kind,
                                             const Bytes& payload, const AnswerOptions& options);

// The answer that is ready for the network; nullptr when signatures are missing.
const Answer* broadcastable(const std::vector<Answer>& answers);

// Where the answer goes unless the person says otherwise: x.psbt -> x-signed.psbt beside it, a
// request of a folder -> the folder's folder signed/, a picture or film NAME -> NAME-signed.ur.
// Empty for standard input. what: "signed", "final", "combined".
std::string answer_path(const Opened& opened, const Wrapped& wrapped, std::string_view what);
// The same name in a folder of the person's choice.
std::string answer_name(const Opened& opened, const Wrapped& wrapped, std::string_view what);

}  // namespace coldquill
