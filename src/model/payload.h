// Payload: what came across the gap, unwrapped from its frames.
#pragma once

#include <coldquill/base/bytes.h>

namespace coldquill {

// How a UR message carries a payload.
enum class UrContent {
  byte_string,  // the message is one CBOR byte string: crypto-psbt, bytes
  item,         // the payload is the CBOR item itself: eth-sign-request
};

// How a file of a payload is written when nobody asks for another way.
enum class FileForm {
  binary,
  hex,     // hexadecimal text with a line end
  base64,  // base64 text with a line end
  text,    // the payload is text already: JSON, a command
};

// One kind of payload, as data. Families list the kinds that they read and write.
struct PayloadKind {
  std::string_view name;                  // "psbt": the word for --as, --format and --json
  std::string_view label;                 // "PSBT": the word for people
  std::span<const std::string_view> urs;  // UR types it travels in; the first one is written
  UrContent ur_content;
  std::string_view extension;  // of a file: ".psbt"
  FileForm file;
  char bbqr = 'B';  // its file type in BBQr; of a base64 file that of its text
};

struct Payload {
  std::string kind;  // a PayloadKind's name
  Bytes bytes;
  std::vector<Bytes> more;  // what lies beside it: previous transactions of a raw one
};

// What goes back across the gap.
struct Answer {
  std::string kind;
  Bytes bytes;
  bool complete;   // every signature that the network asks for is there
  bool broadcast;  // ready for the network as it is
};

}  // namespace coldquill
