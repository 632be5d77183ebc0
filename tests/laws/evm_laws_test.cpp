// The laws, over EVM requests.
#include "evm_cases.h"
#include "golden.h"

namespace coldquill::evm {
namespace {

CQ_LAWS(Evm, evm_cases(), "evm/reviews", "path")

}  // namespace
}  // namespace coldquill::evm
