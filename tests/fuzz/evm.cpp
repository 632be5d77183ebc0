// Any bytes as an eth-sign-request, a raw transaction or a request in JSON.
#include <coldquill/evm/family.h>

#include "requests.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  coldquill::fuzz::request_laws<coldquill::evm::Evm>(
      {data, size}, [](const coldquill::evm::Tx&) { return false; });
  return 0;
}
