// Sealed drafts: there and back, and hostile bytes.
#include <coldquill/base/writer.h>
#include <coldquill/model/sealed_draft.h>
#include <gtest/gtest.h>

#include "jobs.h"

namespace coldquill {
namespace {

using test::a_job;

const std::vector<Acknowledgement> asked{{"E_FEE_HIGH", {{1, 2, 3}}},
                                         {"E_AMOUNT_UNPROVEN", {{4, 5, 6}}}};

std::vector<SigningJob> all_kinds() {
  return {a_job(SchemeKind::ecdsa), a_job(SchemeKind::ecdsa_recoverable),
          a_job(SchemeKind::taproot_key_path)};
}

Bytes sealed() {
  return SealedDraft::seal({sha256({})}, "review\ntext", asked, all_kinds());
}

TEST(SealedDraft, ThereAndBack) {
  const auto draft = SealedDraft::open(sealed());
  ASSERT_TRUE(draft.ok());
  EXPECT_EQ(draft->fingerprint().bytes, sha256({}));
  EXPECT_EQ(draft->text(), "review\ntext");
  EXPECT_EQ(draft->acknowledgements(), asked);
  EXPECT_EQ(draft->jobs(), all_kinds());
  EXPECT_EQ(draft->bytes(), sealed());
  EXPECT_EQ(draft->consent_id().bytes, sha256(sealed()));
}

TEST(SealedDraft, NothingInside) {
  const auto draft = SealedDraft::open(SealedDraft::seal({}, "", {}, {}));
  ASSERT_TRUE(draft.ok());
  EXPECT_TRUE(draft->jobs().empty());
  EXPECT_TRUE(draft->text().empty());
}

TEST(SealedDraft, EveryPrefixIsRefused) {
  const Bytes bytes = sealed();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(size);
    EXPECT_FALSE(SealedDraft::open({bytes.begin(), end}).ok()) << size;
  }
  Bytes longer = bytes;
  longer.push_back(0);
  EXPECT_EQ(SealedDraft::open(longer).error().reason(), "E_TRAILING_DATA");
}

// Whatever still opens is another draft, with another consent id, that seals to its own bytes.
TEST(SealedDraft, EveryBitFlipIsAnotherDraft) {
  const Bytes bytes = sealed();
  const ConsentId id = SealedDraft::open(bytes)->consent_id();
  std::size_t opened = 0;
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    Bytes flipped = bytes;
    flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ 1u << bit % 8);
    const auto draft = SealedDraft::open(flipped);
    if (!draft) continue;
    ++opened;
    EXPECT_NE(draft->consent_id(), id) << bit;
    EXPECT_EQ(SealedDraft::seal(draft->fingerprint(), draft->text(), draft->acknowledgements(),
                                draft->jobs()),
              flipped)
        << bit;
  }
  EXPECT_GT(opened, 1'000u);
}

TEST(SealedDraft, ForgedLengthsTakeNothing) {
  const auto with_jobs = [](std::uint32_t count) {
    Writer out;
    out.text("CQSD\x03").bytes(Bytes(32)).u32be(0).u32be(0).u32be(count);
    return SealedDraft::open(out.take());
  };
  const auto with_warnings = [](std::uint32_t count) {
    Writer out;
    out.text("CQSD\x03").bytes(Bytes(32)).u32be(0).u32be(count);
    return SealedDraft::open(out.take());
  };
  EXPECT_EQ(with_warnings(0).error().reason(), "E_TRUNCATED");
  EXPECT_EQ(with_warnings(10'000).error().reason(), "E_TRUNCATED");
  EXPECT_EQ(with_warnings(10'001).error().reason(), "E_TOO_LARGE");
  EXPECT_TRUE(with_jobs(0).ok());
  EXPECT_EQ(with_jobs(1).error().reason(), "E_TRUNCATED");
  EXPECT_EQ(with_jobs(0xFFFFFFFF).error().reason(), "E_TOO_LARGE");
  Writer text;
  text.text("CQSD\x03").bytes(Bytes(32)).u32be(0xFFFFFFFF);
  EXPECT_EQ(SealedDraft::open(text.take()).error().reason(), "E_TRUNCATED");
  EXPECT_EQ(SealedDraft::open({}).error().reason(), "E_TRUNCATED");
  EXPECT_EQ(SealedDraft::open(Bytes(100, 7)).error().reason(), "E_MALFORMED");
}

// More than a count of eight bits could tell: none of them falls off the end.
TEST(SealedDraft, HoldsAllOfManyWarnings) {
  std::vector<Acknowledgement> many;
  for (std::uint8_t i = 0; i < 3; ++i) {
    for (unsigned k = 0; k < 256; ++k) {
      many.push_back({"E_RISK", {{i, static_cast<std::uint8_t>(k)}}});
    }
  }
  EXPECT_EQ(SealedDraft::open(SealedDraft::seal({}, "", many, {}))->acknowledgements(), many);
}

TEST(SealedDraft, SchemesAndKeysAreChecked) {
  Bytes bytes = SealedDraft::seal({}, "", {}, std::vector{a_job()});
  const std::size_t scheme = 5 + 32 + 4 + 4 + 4;
  for (unsigned kind = 0; kind < 256; ++kind) {
    bytes[scheme] = static_cast<std::uint8_t>(kind);
    EXPECT_EQ(SealedDraft::open(bytes).ok(), kind >= 1 && kind <= 3) << kind;
  }
  bytes[scheme] = 1;
  bytes[scheme + 1] = 3;
  EXPECT_EQ(SealedDraft::open(bytes).error().reason(), "E_MALFORMED");
  bytes[scheme + 1] = 0;
  const std::size_t key = scheme + 2 + 4 + 1 + 5 * 4;
  bytes[key] ^= 1;  // of x: no point of the curve has these coordinates
  EXPECT_EQ(SealedDraft::open(bytes).error().reason(), "E_MALFORMED");
}

}  // namespace
}  // namespace coldquill
