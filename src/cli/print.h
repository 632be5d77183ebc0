// Reviews and results, for people and as JSON (docs/cli.md, docs/review.schema.json).
#pragma once

#include <coldquill/codec/json_writer.h>
#include <coldquill/flow/machine.h>
#include <coldquill/flow/sitting.h>
#include <coldquill/screen/decision.h>

namespace coldquill::cli {

// JSON as it is printed, with a line end. Fit for every text, also one that is no UTF-8.
std::string printed(const Json& json);

// The review of every part, fingerprints, totals and the consent id, as canonical text; and the
// same for a terminal of so many columns.
std::string review_text(const Sitting& sitting, const std::string& challenge);
Rows sitting_rows(const Sitting& sitting, const std::string& challenge, std::size_t columns);

// What decisions and totals are made from.
std::vector<NamedReview> named_reviews(const Sitting& sitting);

Json review_json(const Sitting& sitting, const std::vector<MachineWarning>& machine,
                 const std::string& challenge);

// Six words that two people compare after choosing six digits together.
std::string comparison_words(const Fingerprint& fingerprint, const std::string& challenge);

}  // namespace coldquill::cli
