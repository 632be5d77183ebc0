// The laws, over Bitcoin requests of our own.
#include "bitcoin_cases.h"
#include "golden.h"

namespace coldquill::bitcoin {
namespace {

CQ_LAWS(Bitcoin, bitcoin_cases(), "bitcoin/reviews", "change", "own", "path", "net")

}  // namespace
}  // namespace coldquill::bitcoin
