#include "words_picture.h"

#include <coldquill/base/columns.h>
#include <coldquill/scan/secret_scan.h>
#include <coldquill/vault/mnemonic.h>
#include <coldquill/vault/secret_input.h>

namespace coldquill {

Result<SecretBytes> words_in_picture(const std::string& path) {
  constexpr std::chrono::seconds patience(3);
  CQ_TRY(program, scanner_program());
  CQ_TRY(scan, SecretScan::of(program, path));
  CQ_TRY(content, receive_secret(scan.descriptor(), scan.size(), patience));
  return words_of_code(content).in(shown_name(path));
}

}  // namespace coldquill
