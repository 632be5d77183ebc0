// Consent: what can be made, by whom, and what Approved::give refuses.
#include <coldquill/model/consent.h>
#include <coldquill/model/draft.h>
#include <gtest/gtest.h>

#include <type_traits>

#include "jobs.h"

namespace coldquill {
namespace {

// ---- A draft and an approval cannot be made, copied or repeated from outside: proved while this
// compiles.

static_assert(!std::is_default_constructible_v<Draft>);
static_assert(!std::is_copy_constructible_v<Draft> && !std::is_copy_assignable_v<Draft>);
static_assert(std::is_move_constructible_v<Draft>);
static_assert(!std::is_constructible_v<Draft, Review, std::string_view, const Fingerprint&,
                                       std::vector<SigningJob>, std::unique_ptr<const DraftBody>>);
static_assert(!std::is_default_constructible_v<Approved>);
static_assert(!std::is_copy_constructible_v<Approved> && !std::is_copy_assignable_v<Approved>);
static_assert(std::is_move_constructible_v<Approved>);
static_assert(!std::is_constructible_v<Approved, SealedDraft, const ConsentId&>);
static_assert(!std::is_constructible_v<Approved, SealedDraft>);
static_assert(!std::is_convertible_v<Draft, Approved> &&
              !std::is_convertible_v<SealedDraft, Approved>);
// Bytes become a sealed draft by open() alone.
static_assert(!std::is_default_constructible_v<SealedDraft>);
static_assert(!std::is_constructible_v<SealedDraft, Bytes>);

WarningToken token(std::uint8_t number) {
  return {{number}};
}

SealedDraft draft_asking_for(const std::vector<std::uint8_t>& warnings) {
  const std::vector<SigningJob> jobs{test::a_job()};
  std::vector<Acknowledgement> asked;
  for (const auto number : warnings) asked.push_back({"E_A", token(number)});
  auto draft = SealedDraft::open(SealedDraft::seal({}, "text", asked, jobs));
  EXPECT_TRUE(draft.ok());
  return *std::move(draft);
}

std::string give(const std::vector<std::uint8_t>& asked, const std::vector<std::uint8_t>& given) {
  SealedDraft draft = draft_asking_for(asked);
  Consent consent{draft.consent_id(), {}};
  for (const auto number : given) consent.acknowledgements.push_back(token(number));
  const auto approved = Approved::give(std::move(draft), consent);
  return approved ? std::string() : std::string(approved.error().reason());
}

TEST(Approved, NamesTheDraft) {
  SealedDraft draft = draft_asking_for({});
  const ConsentId id = draft.consent_id();
  const auto approved = Approved::give(std::move(draft), {id, {}});
  ASSERT_TRUE(approved.ok());
  EXPECT_EQ(approved->consent_id(), id);
  EXPECT_EQ(approved->draft().consent_id(), id);
}

TEST(Approved, AnotherConsentIsRefused) {
  for (std::size_t bit = 0; bit < 256; ++bit) {
    SealedDraft draft = draft_asking_for({});
    ConsentId id = draft.consent_id();
    id.bytes[bit / 8] = static_cast<std::uint8_t>(id.bytes[bit / 8] ^ 1u << bit % 8);
    const auto approved = Approved::give(std::move(draft), {id, {}});
    ASSERT_FALSE(approved.ok());
    EXPECT_EQ(approved.error().reason(), "E_OTHER_CONSENT");
    EXPECT_EQ(approved.error().code(), Errc::declined);
  }
}

// All of them have one reason: yes to one says nothing about another.
TEST(Approved, EveryWarningMustBeNamed) {
  EXPECT_EQ(give({1, 2}, {1, 2}), "");
  EXPECT_EQ(give({1, 2}, {2, 1}), "");
  EXPECT_EQ(give({1, 2}, {1}), "E_UNACKNOWLEDGED");
  EXPECT_EQ(give({1, 2}, {}), "E_UNACKNOWLEDGED");
  EXPECT_EQ(give({1}, {1, 2}), "E_ACK_NOT_NEEDED");
  EXPECT_EQ(give({}, {1}), "E_ACK_NOT_NEEDED");
  EXPECT_EQ(give({}, {}), "");
}

TEST(Approved, ClassesOfErrors) {
  SealedDraft draft = draft_asking_for({1});
  const ConsentId id = draft.consent_id();
  EXPECT_EQ(Approved::give(draft_asking_for({1}), {id, {}}).error().code(), Errc::unacknowledged);
  EXPECT_EQ(Approved::give(draft_asking_for({1}), {id, {token(1), token(2)}}).error().code(),
            Errc::usage);
}

}  // namespace
}  // namespace coldquill
