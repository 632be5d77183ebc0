// The laws, over every published PSBT.
#include "bitcoin_cases.h"
#include "golden.h"

namespace coldquill::bitcoin {
namespace {

using namespace laws;

TEST(BitcoinVectorLaws, Golden) {
  expect_golden<Bitcoin>(bitcoin_vector_cases(), "bitcoin/reviews-of-vectors");
}

TEST(BitcoinVectorLaws, AllOfThem) {
  std::size_t with_jobs = 0;
  std::size_t flipped = 0;
  for (const Case& c : bitcoin_vector_cases()) {
    SCOPED_TRACE(c.name);
    const Verdict seen = visibility_and_honesty<Bitcoin>(c);
    with_jobs += seen.checked > 0 ? 1 : 0;
    flipped += seen.checked;
    for (const Verdict& verdict :
         {seen, fidelity<Bitcoin>(c), scope<Bitcoin>(c), one_signature_a_job<Bitcoin>(c),
          claims_are_acknowledged<Bitcoin>(c), sight<Bitcoin>(c),
          ours<Bitcoin>(c, {"change", "own", "path", "net"})}) {
      EXPECT_EQ(verdict.broken, Lines{});
    }
  }
  EXPECT_EQ(bitcoin_vector_cases().size(), 38u);
  EXPECT_EQ(with_jobs, 9u);
  coldquill::test::tally("laws vectors", bitcoin_vector_cases().size());
  coldquill::test::tally("laws mutations", flipped);
}

}  // namespace
}  // namespace coldquill::bitcoin
