// Any bytes as a request for a signed Bitcoin message.
#include <coldquill/bitcoin_message/family.h>

#include "requests.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  coldquill::fuzz::request_laws<coldquill::bitcoin_message::BitcoinMessage>(
      {data, size}, [](const coldquill::bitcoin_message::Tx&) { return false; });
  return 0;
}
