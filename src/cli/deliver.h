// Handing answers over: files, standard output, QR codes, JSON.
#pragma once

#include "options.h"
#include "print.h"

namespace coldquill::cli {

struct Delivery {
  const Opened* opened;
  const Outcome* outcome;
  Json extra;  // fields of the review that belong beside the result
};

// Every answer is wrapped and every place checked before the first byte is written.
Result<void> deliver(const std::vector<Delivery>& deliveries, const SignOptions& how, bool json,
                     bool from_folder);

}  // namespace coldquill::cli
