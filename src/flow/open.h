// Open: an unwrapped payload, recognised by its content and decoded by its family.
#pragma once

#include <coldquill/flow/intake.h>
#include <coldquill/model/request.h>

namespace coldquill {

inline constexpr Reason E_UNKNOWN_PAYLOAD{
    "E_UNKNOWN_PAYLOAD", Errc::malformed,
    "This is no request that coldquill knows: check that the right file or code was exported."};
inline constexpr Reason E_UNSUPPORTED_UR{
    "E_UNSUPPORTED_UR", Errc::unsupported,
    "A code of another kind was shown: choose the one with the transaction to sign."};
inline constexpr Reason E_UNKNOWN_KIND{
    "E_UNKNOWN_KIND", Errc::usage, "Name a kind of payload that `coldquill --help` lists."};

// A payload whose kind and family are known.
struct Recognised {
  const Family* family;
  const PayloadKind* kind;
  Payload payload;
  std::string spoken;  // "PSBT version 0, base64 text"
};

// as: the kind that --as names, or empty to find it by content.
// Fails with E_UNKNOWN_PAYLOAD, E_UNSUPPORTED_UR or E_UNKNOWN_KIND.
Result<Recognised> recognise(const Unwrapped& content, std::string_view as);

// A decoded request and everything needed to answer it in its own dialect.
struct Opened {
  Intake intake;
  const Family* family;
  const PayloadKind* kind;
  std::string spoken;
  std::unique_ptr<Request> request;
};

// previous: previous transactions that lie beside the payload.
Result<Opened> open(Intake intake, std::string_view as, const std::vector<Bytes>& previous);

// All names, in order. Files in folders that are no payload are added to skipped.
struct OpenedList {
  std::vector<Opened> requests;
  std::vector<std::string> skipped;
  bool folder = false;
};
Result<OpenedList> open_all(const std::vector<std::string>& names, std::string_view as,
                            const std::vector<Bytes>& previous);

}  // namespace coldquill
