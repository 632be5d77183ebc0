#include <coldquill/flow/target.h>

#include <algorithm>

namespace coldquill {
namespace {

constexpr Wrapping ur[] = {Wrapping::ur};
constexpr Wrapping ur_text[] = {Wrapping::ur, Wrapping::specter};
constexpr Wrapping ur_old[] = {Wrapping::ur, Wrapping::ur1, Wrapping::specter};
constexpr Wrapping ur_bbqr[] = {Wrapping::ur, Wrapping::bbqr, Wrapping::ur1};
constexpr Wrapping nearly_all[] = {Wrapping::ur, Wrapping::bbqr, Wrapping::specter,
                                   Wrapping::base43, Wrapping::ur1};
constexpr Wrapping no_bbqr[] = {Wrapping::ur, Wrapping::specter, Wrapping::base43};
constexpr Wrapping modern[] = {Wrapping::ur, Wrapping::bbqr, Wrapping::specter, Wrapping::base43};
constexpr Wrapping bbqr[] = {Wrapping::bbqr};
constexpr Wrapping base43[] = {Wrapping::base43};

// What each shows itself, read in its source (named at the end of each row), unless that says what
// it reads. All of them show error correction level L, or M where a library took it unasked.
constexpr Target rows[] = {
    // control/QRDensity.java, QRDisplayDialog.java, QRScanDialog.java; BBQr parts of 2,000 letters
    {"sparrow", "Sparrow Wallet", nearly_all, 400, 200, 27},
    // blue_modules/ur, components/DynamicQRCode.tsx
    {"bluewallet", "BlueWallet", ur_bbqr, 175, 500, 20},
    // libnunchuk, include/nunchuk.h (its middle density)
    {"nunchuk", "Nunchuk", ur_bbqr, 200, 200, 27},
    // specter-desktop, templates/includes/qr-code.html; parts of the library's usual size
    {"specter", "Specter Desktop", ur_text, 100, 300, 20},
    // transaction.py, to_qr_data: one code, no films
    {"electrum", "Electrum", base43, 200, 200, 40},
    // @keystonehq/animated-qr, which these two show and read with
    {"metamask", "MetaMask", ur, 400, 100, 27},
    {"keplr", "Keplr", ur, 400, 100, 27},
    // QRHardWareWaiting/Player.tsx
    {"rabby", "Rabby", ur, 200, 100, 27},
    // keystone3-firmware, common/ur.rs, gui_animating_qrcode.h
    {"keystone", "Keystone 3", ur, 200, 200, 20},
    // firmware/shared/bbqr.py; the frame time that BBQr.md advises
    {"coldcard", "Coldcard Q", bbqr, 200, 250, 40},
    // models/encode_qr.py (its highest density), gui/screens/screen.py
    {"seedsigner", "SeedSigner", no_bbqr, 120, 170, 20},
    // src/krux/qr.py
    {"krux", "Krux", modern, 200, 200, 20},
    // main/bcur.c, qrmode.c: 535 letters in version 12, less the type and 54, in twos
    {"jade", "Jade", ur, 230, 270, 12},
    // pages/show_qr_page.py: the same version
    {"passport", "Passport", ur, 230, 300, 12},
    // gui/components/qrcode.py, docs/communication.md
    {"specter-diy", "Specter DIY", ur_old, 200, 500, 20},
};

}  // namespace

std::span<const Target> targets() {
  return rows;
}

const Target* target_named(std::string_view name) {
  const auto found = std::ranges::find(rows, name, &Target::name);
  return found == std::end(rows) ? nullptr : found;
}

}  // namespace coldquill
