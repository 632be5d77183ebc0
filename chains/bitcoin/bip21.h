// Payment URIs (BIP-0021): "bitcoin:ADDRESS?amount=0.015&label=Rent".
#pragma once

#include <coldquill/script/transaction.h>

namespace coldquill::bitcoin {

inline constexpr Reason E_BAD_PAYMENT_URI{
    "E_BAD_PAYMENT_URI", Errc::malformed,
    "Copy the payment request again, whole, or write ADDRESS=AMOUNT instead."};
inline constexpr Reason E_UNSUPPORTED_PAYMENT_URI{"E_UNSUPPORTED_PAYMENT_URI", Errc::unsupported,
                                                  "Ask whoever is to be paid for a plain address."};

inline constexpr std::size_t longest_payment_uri = 4096;

struct PaymentUri {
  std::string address;        // as written; whether it is one is for script_of_address
  std::optional<Sat> amount;  // 1 .. max_money
  std::string label;          // decoded, without control characters; from a stranger all the same:
  std::string message;        // for screens by way of escape_text only
};

// True when the text begins with the scheme, in either case.
bool is_payment_uri(std::string_view text);

// Names of parameters are compared without regard to case, and none that has a meaning here may
// stand there twice; optional ones of other specifications are passed over, as BIP-0021 asks.
// Fails with E_BAD_PAYMENT_URI, E_UNSUPPORTED_PAYMENT_URI (an unknown "req-" parameter),
// E_BAD_AMOUNT (no plain decimal of at most eight places), E_AMOUNT_RANGE (zero, or more than there
// is) or E_TOO_LARGE.
Result<PaymentUri> parse_payment_uri(std::string_view text);

}  // namespace coldquill::bitcoin
