// The decision: what stands above the question whether to sign. Who gets what, what comes back, the
// fee, the network and the warnings, on one screen.
#pragma once

#include <coldquill/model/totals.h>
#include <coldquill/screen/rows.h>

namespace coldquill {

struct NamedReview {
  std::string name;  // of the file or picture
  const Review* review;
  std::size_t signatures = 1;  // that are asked for
};

struct Decision {
  Rows rows;   // no more than there is room for
  bool whole;  // false: payments, allowances or warnings are left to the review, and only summed
};

// At most three payments stand there whole, and everything else that must not be signed unread. What
// does not fit is counted: warnings by their reason, of texts the beginning; more payments than three
// are summed up by unit, and the largest is named.
// remarks: what is true of all of them together, such as coins that two of them spend.
// room: rows, 11 or more.
Decision decide(const std::vector<NamedReview>& reviews, const std::vector<std::string>& remarks,
                std::size_t columns, std::size_t room);

// All requests of a session: sums by unit and role, and what has no sum.
Rows totals_rows(const std::vector<NamedReview>& reviews, const std::vector<std::string>& remarks,
                 std::size_t columns);

}  // namespace coldquill
