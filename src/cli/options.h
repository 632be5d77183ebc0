// What the command line can be told, as plain values.
#pragma once

#include <coldquill/flow/answer.h>
#include <coldquill/flow/key_store.h>
#include <coldquill/flow/machine.h>
#include <coldquill/flow/target.h>

#include "part_numbers.h"

namespace coldquill::cli {

struct KeyOptions {
  int words_fd = -1;
  int passphrase_fd = -1;
  int password_fd = -1;
  bool stateless = false;
  std::string words_qr;  // --words-qr: a picture of a SeedQR
  bool ask_passphrase = false;
  bool paranoid = false;
  std::string wallet;  // --wallet; empty for the default place
  std::string name;    // --key: which seed of the wallet; empty when it has one
};

struct ReviewOptions {
  std::vector<std::string> payloads;  // none: the camera
  std::string camera;                 // --camera; empty for the first one
  std::vector<std::string> previous;  // --previous FILE
  std::string as;
  std::string network;
  int account = -1;
  std::vector<std::string> paths;
  std::string compare;
  bool json = false;
  bool strict = false;
  std::vector<MachineWarning> machine;  // what the start of the program found missing
};

struct QrOptions {
  bool show = false;
  std::string png;
  std::string svg;
  std::string gif;
  std::string target;        // --for: who reads them
  std::string density;       // --density
  std::size_t fragment = 0;  // octets a part
  int delay = 0;             // milliseconds a frame; 0 for what the target likes
  int scale = 8;             // pixels a module
  NumberRanges only;         // of parts; empty for all of them

  [[nodiscard]] bool in_files() const { return !png.empty() || !svg.empty() || !gif.empty(); }
};

struct SignOptions {
  std::optional<std::string> approve;
  std::vector<std::string> acknowledge;
  bool each = false;  // one consent for each payload
  std::string out;
  AnswerOptions answer;
  QrOptions qr;
};

// No network, account or path given: empty parts. Fails with E_BAD_PATH.
Result<ContextOptions> context_options(const ReviewOptions& options);
// The contents of the files named with --previous, unwrapped.
Result<std::vector<Bytes>> read_previous(const std::vector<std::string>& names);
// Fails with E_FD_TWICE when a descriptor would be read for two purposes.
Result<void> check_descriptors(const KeyOptions& keys, bool payload_on_stdin);

}  // namespace coldquill::cli
