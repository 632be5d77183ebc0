// Context: everything public that a decision may use.
#pragma once

#include <coldquill/keys/key_ring.h>

namespace coldquill {

struct Context {
  KeyRing keys;                        // empty: nothing can be recognised as ours
  std::optional<std::string> network;  // the one asked for with --network
  // Where to look for our keys in payloads that name no key path (raw transactions).
  std::vector<KeyPath> paths;
  std::vector<AccountPath> accounts;
};

}  // namespace coldquill
