#include <coldquill/base/text.h>
#include <coldquill/families/families.h>
#include <coldquill/transport/ur.h>

#include "commands.h"
#include "keys.h"
#include "place.h"
#include "print.h"
#include "qr_output.h"
#include "say.h"

namespace coldquill::cli {
namespace {

constexpr Reason E_UNKNOWN_APP{"E_UNKNOWN_APP", Errc::usage,
                               "Name an online wallet that `coldquill wallet pair --help` lists."};
constexpr Reason E_PLAIN_NAME{"E_PLAIN_NAME", Errc::usage,
                              "Use letters, digits, punctuation and spaces only."};
constexpr Reason E_NO_PAIRING_FILE{"E_NO_PAIRING_FILE", Errc::usage,
                                   "This online wallet reads a QR code: use --qr or --qr-png."};

Result<const Family*> family_with_app(const std::string& name) {
  for (const Family& family : families()) {
    const auto apps = family.facets.pairing_apps;
    if (std::ranges::find(apps, name, &PairingApp::name) != apps.end()) return &family;
  }
  return Error(E_UNKNOWN_APP, "there is no such online wallet");
}

Result<PairingRequest> request_of(const WalletOptions& options, const Family& family) {
  if (!is_plain_text(view_of(options.name))) {
    return Error(E_PLAIN_NAME, "this name cannot be shown as it is");
  }
  const std::string network =
      options.network.empty() ? std::string(family.networks.front().name) : options.network;
  return PairingRequest{options.app, network, options.account, options.type,
                        options.name.empty() ? "coldquill" : options.name};
}

Result<std::vector<std::string>> codes_of(const PairingExport& exported, const QrOptions& options) {
  if (exported.ur_type.empty()) return std::vector<std::string>{exported.text};
  const std::size_t fragment = fragment_for(options).value_or(ur_usual_fragment);
  CQ_TRY(parts,
         ur_encode(exported.ur_type, exported.ur_cbor, std::max(fragment, ur_least_fragment)));
  for (std::string& part : parts) part = to_upper(part);
  return std::move(parts);
}

// Empty without -o.
Result<std::string> file_for(const WalletOptions& options, const PairingExport& exported) {
  if (options.out.empty()) return std::string();
  if (exported.file.empty()) return Error(E_NO_PAIRING_FILE, "there is no file for this wallet");
  return place_of(options.out, exported.file_name, false);
}

}  // namespace

Result<int> wallet_pair(const WalletOptions& options, const KeyOptions& key_options) {
  CQ_TRY(family, family_with_app(options.app));
  CQ_TRY(request, request_of(options, *family));
  CQ_TRY(paths, family->facets.pairing_paths(request));
  CQ_TRY(keys, open_keys(key_options));
  CQ_CHECK(keys.add(paths));
  CQ_TRY(exported, family->facets.pair(request, keys.ring()));
  QrOptions qr = options.qr;
  qr.target = options.app;
  CQ_TRY(codes, codes_of(exported, qr));
  CQ_TRY(drawing, draw_qr(codes, qr));
  CQ_TRY(file, file_for(options, exported));

  std::vector<NewFile> files = drawing.files;
  if (!file.empty()) files.push_back({file, exported.file, options.out.ends_with('/')});
  CQ_CHECK(check_places(files));
  CQ_CHECK(write_files(files));
  say_written(files);
  CQ_CHECK(show_qr(drawing, qr));
  if (options.json) {
    put(printed(Json{{"app", options.app},
                     {"fingerprint", keys.ring().master().text()},
                     {"network", request.network},
                     {"text", exported.text},
                     {"file", file.empty() ? Json(nullptr) : Json(escape_text(file))},
                     {"qr", codes}}));
  } else if (options.out == "-") {
    CQ_CHECK(put_bytes(exported.file, true));
  } else if (files.empty() && !options.qr.show) {
    put(exported.text + (exported.text.ends_with('\n') ? "" : "\n"));
  }
  return 0;
}

}  // namespace coldquill::cli
