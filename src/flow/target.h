// Who reads our codes, and how they like them: --for.
#pragma once

#include <coldquill/transport/unwrapped.h>

namespace coldquill {

struct Target {
  std::string_view name;            // "sparrow"
  std::string_view label;           // "Sparrow Wallet"
  std::span<const Wrapping> reads;  // dialects of codes; the first is the usual one
  std::size_t fragment;             // octets of a UR in one part
  int frame_time;                   // milliseconds
  int largest_version;              // of QR codes
};

// Online wallets first, then signers, for what cosigners hand on.
std::span<const Target> targets();
// nullptr when there is no such name.
const Target* target_named(std::string_view name);

// What a camera can read: a module must cover four of its pixels.
struct Density {
  std::string_view name;
  int largest_version;
};
// For cameras of 240, 480 and 720 lines.
inline constexpr Density densities[] = {{"low", 10}, {"normal", 20}, {"high", 27}};

}  // namespace coldquill
