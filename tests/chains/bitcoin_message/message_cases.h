// Requests for signed messages, in both forms, for the wallet "abandon ... about".
#pragma once

#include <coldquill/bitcoin_message/family.h>
#include <coldquill/bitcoin_message/sign_request.h>

#include "wallet.h"

namespace coldquill::bitcoin_message::test {

using coldquill::test::asks;
using coldquill::test::fact;
using coldquill::test::facts;
using coldquill::test::path;
using coldquill::test::Wallet;
using coldquill::test::warns;

inline constexpr std::string_view first_path = "m/84'/0'/0'/0/0";
inline constexpr std::string_view first_address = "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu";

inline const Wallet& me() {
  return Wallet::abandon();
}

// "signmessage ... ascii:..."
Payload command(std::string_view message, std::string_view at = first_path);
Payload command_text(std::string_view whole);
// The message, the path and the type of address, a line each.
Payload lines(std::string_view message, std::string_view at, std::string_view address_type);

// A btc-sign-request as its parts, to be broken by tests one place at a time.
struct Parts {
  std::optional<ByteArray<16>> id;
  Bytes data;
  std::uint64_t type = 1;
  std::vector<UrKeyPath> paths;
  std::optional<std::vector<std::string>> addresses;
  std::optional<std::string> asked_by;
};
// With our fingerprint, our address, an id and an application.
Parts parts(std::string_view message, std::string_view at = first_path,
            std::string_view address = first_address);
Bytes write(const Parts& parts);
Payload payload(const Parts& parts);

Result<Draft> prepare(const Payload& payload, std::optional<std::string> network = {},
                      const Wallet& wallet = me());
// The review of what must be prepared: the test program ends when it is refused.
Review review(const Payload& payload, std::optional<std::string> network = {});
// The reason why it is refused; empty when it is not.
std::string reason(const Payload& payload, std::optional<std::string> network = {});
// Prepared, consented to and signed: the test program ends when that fails.
Outcome signed_by(const Wallet& wallet, const Payload& payload);

}  // namespace coldquill::bitcoin_message::test
