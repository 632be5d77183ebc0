// What a family may offer besides reviewing and signing: making requests, and pairing with online
// wallets. Both are data and pure functions, so that the command line needs to know no chain.
#pragma once

#include <coldquill/model/context.h>
#include <coldquill/model/payload.h>

#include <map>

namespace coldquill {

inline constexpr Reason E_PAYMENT_LINK{
    "E_PAYMENT_LINK", Errc::unsupported,
    "That is no request. `coldquill address --check` says whether an address is yours; `coldquill "
    "build CHAIN --pay` makes a request that pays what a link asks for."};
inline constexpr Reason E_WALLET_TEXT{
    "E_WALLET_TEXT", Errc::unsupported,
    "Descriptions of wallets are not kept here: bring the request itself."};

// One option of `build CHAIN`.
struct RecipeOption {
  // link: a text, or the name of a file or picture that holds it; a file is its content.
  enum class Kind { text, link, file };
  std::string_view name;  // "--input"
  std::string_view help;
  Kind kind;
  bool repeated;
  bool required;
};

// What was given for them, by option name; links are among the texts.
struct Recipe {
  std::map<std::string, std::vector<std::string>, std::less<>> texts;
  std::map<std::string, std::vector<Bytes>, std::less<>> files;  // their contents, unwrapped
};

// An online wallet that a watch-only export can be made for.
struct PairingApp {
  std::string_view name;   // "sparrow"
  std::string_view label;  // "Sparrow Wallet"
};

struct PairingRequest {
  std::string app;
  std::string network;
  std::uint32_t account = 0;
  std::string type;  // an AddressType's name; empty for what the app takes by itself
  std::string name;  // how the wallet is to be called there
};

struct PairingExport {
  std::string file_name;  // "coldquill-electrum.json"
  Bytes file;             // empty when the app takes no file
  std::string ur_type;    // empty when the app takes no UR
  Bytes ur_cbor;
  std::string text;  // to copy by hand, and for a QR code when there is no UR
};

// Optional facets of a family; a family without one has nullptr there.
struct Facets {
  std::span<const RecipeOption> recipe_options;
  // Paths of ours that a recipe names: their keys are in the context before build is called.
  Result<std::vector<KeyPath>> (*recipe_paths)(const Recipe&) = nullptr;
  // The request in every form that it has, the usual one first: at least one.
  Result<std::vector<Payload>> (*build)(const Recipe&, const Context&) = nullptr;

  std::span<const PairingApp> pairing_apps;
  // Account paths that an export needs.
  Result<std::vector<KeyPath>> (*pairing_paths)(const PairingRequest&) = nullptr;
  Result<PairingExport> (*pair)(const PairingRequest&, const KeyRing&) = nullptr;

  // What a text is that belongs to the chain and is no request: E_PAYMENT_LINK (an address, too) or
  // E_WALLET_TEXT. Empty for any other text.
  std::optional<Error> (*other_text)(std::string_view text) = nullptr;
};

}  // namespace coldquill
