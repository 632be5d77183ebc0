// Handing answers over: files, standard output, QR codes, JSON.
#pragma once

#include "options.h"
#include "print.h"

namespace coldquill::cli {

struct Delivery {
  const Opened* opened;
  const Outcome* outcome;
  Json extra;                        // fields of the review that belong beside the result
  std::string_view what = "signed";  // for the file's name: "signed", "combined"
};

// What can be known before anybody is asked: whether the folders of the answers can be written to
// and have room, a file that is named with -o does not exist, and a window that is to show QR codes
// is not too small for any. Fails with E_CANNOT_WRITE, E_OUTPUT_EXISTS, E_ONE_FILE or
// E_WINDOW_SMALL.
Result<void> check_destinations(const std::vector<Opened>& requests, const SignOptions& how);

// Writes and shows the answers, and with json gives an object for each. Every answer is wrapped and
// drawn and every place checked before the first byte is written; several files are written all or
// none. Without json an answer that goes to no file is put on standard output.
Result<std::vector<Json>> deliver(const std::vector<Delivery>& deliveries, const SignOptions& how,
                                  bool json);

// One result by itself, several as "payloads", with what belongs to them all.
Json joined(std::vector<Json> results, Json together);

}  // namespace coldquill::cli
