// Short words for tests that prepare requests for the wallet "abandon ... about".
#pragma once

#include <coldquill/bitcoin/reasons.h>

#include "psbt_builder.h"

namespace coldquill::bitcoin::test {

using coldquill::test::asks;
using coldquill::test::fact;
using coldquill::test::facts;
using coldquill::test::path;
using coldquill::test::warns;

}  // namespace coldquill::bitcoin::test

namespace coldquill::bitcoin {

inline const test::Wallet& me() {
  return test::Wallet::abandon();
}

inline Result<Draft> prepare(const Payload& payload, std::optional<std::string> network = {}) {
  return coldquill::test::prepare_for<Bitcoin>(me(), payload, std::move(network));
}
inline Result<Draft> prepare(const test::PsbtBuilder& builder,
                             std::optional<std::string> network = {}) {
  return prepare(builder.payload(), std::move(network));
}

// The id of the reason why it is refused; empty when it is not.
inline std::string reason(const Payload& payload, std::optional<std::string> network = {}) {
  const auto draft = prepare(payload, std::move(network));
  return draft ? std::string() : std::string(draft.error().reason());
}
inline std::string reason(const test::PsbtBuilder& builder,
                          std::optional<std::string> network = {}) {
  return reason(builder.payload(), std::move(network));
}

}  // namespace coldquill::bitcoin
