#include <coldquill/base/moment.h>
#include <gtest/gtest.h>

namespace coldquill {
namespace {

TEST(Moments, AsPeopleWriteThem) {
  EXPECT_EQ(utc_text(0), "1970-01-01 00:00:00 UTC");
  EXPECT_EQ(utc_text(951'782'400), "2000-02-29 00:00:00 UTC");
  EXPECT_EQ(utc_text(4'294'967'295), "2106-02-07 06:28:15 UTC");
  EXPECT_EQ(utc_text(253'402'300'799), "9999-12-31 23:59:59 UTC");
  EXPECT_EQ(utc_text(253'402'300'800), "after the year 9999");
  EXPECT_EQ(utc_text(~std::uint64_t{0}), "after the year 9999");
}

}  // namespace
}  // namespace coldquill
