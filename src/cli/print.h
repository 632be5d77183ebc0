// Reviews and results, for people and as JSON (docs/cli.md, docs/review.schema.json).
#pragma once

#include <coldquill/flow/machine.h>
#include <coldquill/flow/sitting.h>

#include <nlohmann/json.hpp>

namespace coldquill::cli {

using Json = nlohmann::ordered_json;

// JSON as it is printed, with a line end. Fit for every text, also one that is no UTF-8.
std::string printed(const Json& json);

// The review of every part, fingerprints and the consent id. colours: mark headlines and warnings.
std::string review_text(const Sitting& sitting, const std::string& challenge, bool colours);

Json review_json(const Sitting& sitting, const std::vector<MachineWarning>& machine,
                 const std::string& challenge);

// Sums over the payloads of a joint sitting: what is paid, which fees, how many signatures.
Json totals_json(const Sitting& sitting);

// Six words that two people compare after choosing six digits together.
std::string comparison_words(const Fingerprint& fingerprint, const std::string& challenge);

}  // namespace coldquill::cli
