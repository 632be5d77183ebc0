#include "sodium.h"

#include <coldquill/base/error.h>
#include <coldquill/crypto/random.h>

namespace coldquill {
namespace {

const char* source_name() {
  return "getrandom";
}

void random_octets(void* const out, const std::size_t size) {
  fill_random({static_cast<std::uint8_t*>(out), size});
}

std::uint32_t random_word() {
  std::uint32_t word = 0;
  random_octets(&word, sizeof word);
  return word;
}

// libsodium keeps the pointer for good. Left alone it would fall back to /dev/urandom.
randombytes_implementation source = {source_name, random_word,   nullptr,
                                     nullptr,     random_octets, nullptr};

bool start() {
  const bool installed = randombytes_set_implementation(&source) == 0;
  COLDQUILL_ASSERT(installed);
  const bool started = sodium_init() == 0;
  COLDQUILL_ASSERT(started);
  return true;
}

}  // namespace

void start_sodium() {
  static const bool started = start();
  static_cast<void>(started);
}

}  // namespace coldquill
