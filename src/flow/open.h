// Open: payloads, taken in, recognised by their content and decoded by their families.
#pragma once

#include <coldquill/flow/intake.h>
#include <coldquill/flow/recognise.h>

namespace coldquill {

// A decoded request and everything needed to answer it in its own dialect: of its intake how it
// came, no longer the bytes.
struct Opened {
  Intake intake;
  const Family* family;
  const PayloadKind* kind;
  std::string spoken;
  std::unique_ptr<Request> request;
};

// as: the kind that --as names, or empty. previous: previous transactions that lie beside the
// payload. Fails as recognise and the family's decode do.
Result<Opened> open(Intake intake, std::string_view as, const std::vector<Bytes>& previous);

struct OpenedList {
  std::vector<Opened> requests;
  std::vector<std::string> skipped;  // what is no payload in folders, for people
};
// All names, in order: every payload, or the first error.
Result<OpenedList> open_all(const std::vector<std::string>& names, std::string_view as,
                            const std::vector<Bytes>& previous, const Looking& looking = {});

}  // namespace coldquill
