// The laws, over requests for signed Bitcoin messages.
#include "bitcoin_message_cases.h"
#include "golden.h"

namespace coldquill::bitcoin_message {
namespace {

CQ_LAWS(BitcoinMessage, bitcoin_message_cases(), "message/reviews", "path")

}  // namespace
}  // namespace coldquill::bitcoin_message
