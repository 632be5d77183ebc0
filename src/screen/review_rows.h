// A review in the rows of a terminal: the same words as Review::text() in the same order, with
// addresses in groups of four and long values on marked rows of their own.
#pragma once

#include <coldquill/model/review.h>
#include <coldquill/screen/rows.h>

namespace coldquill {

Rows review_rows(const Review& review, std::size_t columns);

// One warning: its reason, and its text below.
void add_warning(Rows& rows, const Warning& warning, std::size_t columns);

}  // namespace coldquill
