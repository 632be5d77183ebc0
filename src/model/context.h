// Context: everything public that a decision may use.
#pragma once

#include <coldquill/keys/key_ring.h>
#include <coldquill/model/money.h>

namespace coldquill {

struct Context {
  KeyRing keys;                        // empty: nothing can be recognised as ours
  std::optional<std::string> network;  // the one asked for with --network
  // Where to look for our keys in payloads that name no key path (raw transactions).
  std::vector<KeyPath> paths;
  std::vector<AccountPath> accounts;
  // Of what follows from the keys: claimed when they come from a wallet file that nobody has
  // opened.
  Source keys_source = Source::proven;
  // Seconds since 1970 as this machine has them, which may be wrong; 0 when it is not asked.
  std::uint64_t clock = 0;
};

}  // namespace coldquill
