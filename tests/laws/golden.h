// The golden law: the review text and the consent id are those that are stored with the vectors.
//
// With COLDQUILL_UPDATE set in the environment the stored ones are written anew; the difference is
// then to be read, line by line, before it is kept.
#pragma once

#include <support/vectors.h>

#include <cstdlib>
#include <fstream>

#include "sight.h"

namespace coldquill::laws {

inline nlohmann::json lines(const std::string& text) {
  nlohmann::json out = nlohmann::json::array();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

template <FamilyOf F>
nlohmann::json golden_of(const Case& c, const Lens& lens = {}) {
  nlohmann::json out{{"name", c.name}, {"payload", to_hex(c.payload.bytes)}};
  for (const Bytes& more : c.payload.more) out["more"].push_back(to_hex(more));
  const auto seen = see<F>(c.payload, c.context, lens);
  if (!seen) {
    out["refused"] = seen.error().reason();
    return out;
  }
  const Review review = review_of(*seen);
  const Bytes sealed =
      SealedDraft::seal(seen->fingerprint, review.text(),
                        acknowledgements_of(review, seen->fingerprint, seen->jobs), seen->jobs);
  out["fingerprint"] = to_hex(seen->fingerprint.bytes);
  out["review"] = lines(review.text());
  if (!seen->jobs.empty()) out["consent_id"] = to_hex(sha256(sealed));
  return out;
}

inline const nlohmann::json* find_golden(const nlohmann::json& stored, const std::string& name) {
  for (const auto& one : stored) {
    if (one["name"] == name) return &one;
  }
  return nullptr;
}

template <FamilyOf F>
Verdict golden_law(const Case& c, const nlohmann::json& stored, const Lens& lens = {}) {
  const nlohmann::json* golden = find_golden(stored, c.name);
  if (golden == nullptr) return {{"golden: none is stored"}, 1};
  if (*golden != golden_of<F>(c, lens)) return {{"golden: another review"}, 1};
  return {{}, 1};
}

// The consent id of a real draft, which the golden one must be.
template <FamilyOf F>
std::string consent_id(const Case& c) {
  const auto draft = prepare<F>(c.payload, c.context);
  const auto id = draft ? draft->consent_id() : std::nullopt;
  return id ? to_hex(id->bytes) : std::string();
}

template <FamilyOf F>
void update_golden(const std::vector<Case>& cases, const std::string& file) {
  nlohmann::json all = nlohmann::json::array();
  for (const Case& c : cases) all.push_back(golden_of<F>(c));
  std::ofstream(test::vector_path(file + ".json"))
      << nlohmann::json{{"origin", "own"}, {"licence", "MIT"}, {"cases", all}}.dump(1) << '\n';
}

template <FamilyOf F>
void expect_golden(const std::vector<Case>& cases, const std::string& file) {
  if (std::getenv("COLDQUILL_UPDATE") != nullptr) update_golden<F>(cases, file);
  const auto stored = test::load_vectors(file)["cases"];
  EXPECT_EQ(stored.size(), cases.size());
  test::tally("law Golden requests", cases.size());
  for (const Case& c : cases) {
    const nlohmann::json* golden = find_golden(stored, c.name);
    ASSERT_NE(golden, nullptr) << c.name;
    EXPECT_EQ(golden_of<F>(c), *golden) << c.name;
    EXPECT_EQ(consent_id<F>(c), golden->value("consent_id", "")) << c.name;
  }
}

}  // namespace coldquill::laws
