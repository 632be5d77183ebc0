#include <coldquill/screen/page.h>
#include <gmock/gmock.h>

namespace coldquill {
namespace {

Rows numbered(std::size_t count) {
  Rows rows;
  for (std::size_t i = 0; i < count; ++i) rows.push_back({std::to_string(i), Tone::plain, true});
  return rows;
}

TEST(Page, GoesOnByWholePagesAndStopsAtTheEnd) {
  const Rows rows = numbered(50);
  Page page(rows, 20, true);
  EXPECT_EQ(page.place(), "Rows 1 to 20 of 50");
  EXPECT_FALSE(page.at_end());
  page.move(PageMove::page_down);
  EXPECT_EQ(page.place(), "Rows 21 to 40 of 50");
  page.move(PageMove::page_down);
  EXPECT_EQ(page.place(), "Rows 31 to 50 of 50");
  EXPECT_TRUE(page.at_end());
  page.move(PageMove::page_up);
  EXPECT_EQ(page.top(), 10u);
  page.move(PageMove::top);
  page.move(PageMove::row_up);
  EXPECT_EQ(page.top(), 0u);
  page.move(PageMove::row_down);
  EXPECT_EQ(page.visible().front().text, "1");
}

TEST(Page, WhatMustBeSeenCannotBeJumpedOver) {
  const Rows rows = numbered(100);
  Page page(rows, 20, true);
  EXPECT_EQ(page.unseen(), 80u);
  page.move(PageMove::bottom);
  EXPECT_TRUE(page.at_end());
  EXPECT_FALSE(page.may_leave());
  EXPECT_EQ(page.unseen(), 60u);
  page.move(PageMove::next_unseen);
  EXPECT_EQ(page.top(), 20u);
  page.move(PageMove::page_down);
  page.move(PageMove::page_down);
  EXPECT_EQ(page.unseen(), 0u);
  EXPECT_TRUE(page.may_leave());
}

TEST(Page, WhatNeedNotBeSeenHoldsNobodyUp) {
  Rows rows = numbered(100);
  EXPECT_TRUE(Page(rows, 20, false).may_leave());
  for (Row& row : rows) row.must_see = false;
  EXPECT_TRUE(Page(rows, 20, true).may_leave());
  rows[99].must_see = true;
  EXPECT_FALSE(Page(rows, 20, true).may_leave());
}

TEST(Page, FitsIntoAnyWindow) {
  const Rows rows = numbered(3);
  for (const std::size_t height : {1u, 2u, 3u, 100u}) {
    Page page(rows, height, true);
    for (int i = 0; i < 5; ++i) page.move(PageMove::page_down);
    EXPECT_TRUE(page.at_end());
    EXPECT_TRUE(page.may_leave()) << height;
  }
  const Rows none;
  Page page(none, 10, true);
  page.move(PageMove::next_unseen);
  EXPECT_TRUE(page.visible().empty());
}

TEST(Page, KeysAreThoseOfLess) {
  EXPECT_EQ(page_move(" "), PageMove::page_down);
  EXPECT_EQ(page_move("\x1b[6~"), PageMove::page_down);
  EXPECT_EQ(page_move("b"), PageMove::page_up);
  EXPECT_EQ(page_move("\n"), PageMove::row_down);
  EXPECT_EQ(page_move("G"), PageMove::bottom);
  EXPECT_EQ(page_move("g"), PageMove::top);
  EXPECT_FALSE(page_move("q"));
  EXPECT_FALSE(page_move(""));
}

}  // namespace
}  // namespace coldquill
