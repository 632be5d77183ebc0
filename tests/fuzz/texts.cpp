// Any bytes as each of the short texts that people type, paste and scan: paths, extended keys,
// addresses, payment links, amounts, encodings. What is read says the same when it is written.
#include <coldquill/base/columns.h>
#include <coldquill/base/hex.h>
#include <coldquill/base/uint256.h>
#include <coldquill/bitcoin/bip21.h>
#include <coldquill/bitcoin/networks.h>
#include <coldquill/codec/base32.h>
#include <coldquill/codec/base43.h>
#include <coldquill/codec/base58.h>
#include <coldquill/codec/base64.h>
#include <coldquill/codec/bech32.h>
#include <coldquill/codec/bytewords.h>
#include <coldquill/codec/eip55.h>
#include <coldquill/evm/payment_link.h>
#include <coldquill/families/families.h>
#include <coldquill/keys/extended_key.h>
#include <coldquill/script/address.h>

#include "fuzz.h"

using namespace coldquill;

namespace {

constexpr std::string_view alphanumeric =
    "0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

void key_laws(std::string_view text) {
  if (const auto path = parse_path(text)) {
    COLDQUILL_ASSERT(fuzz::must(parse_path(to_string(*path))) == *path);
  }
  if (const auto fingerprint = KeyFingerprint::parse(text)) {
    COLDQUILL_ASSERT(fingerprint->text() == to_lower(text));
  }
  if (const auto key = ExtendedPublicKey::parse(text)) {
    const auto texts = {KeyVersion::xpub, KeyVersion::tpub, KeyVersion::ypub,
                        KeyVersion::upub, KeyVersion::zpub, KeyVersion::vpub};
    COLDQUILL_ASSERT(
        std::ranges::any_of(texts, [&](KeyVersion version) { return key->text(version) == text; }));
  }
}

void encoding_laws(std::string_view text) {
  if (const auto bytes = from_hex(text)) COLDQUILL_ASSERT(to_hex(*bytes) == to_lower(text));
  if (const auto bytes = base64_decode(text)) COLDQUILL_ASSERT(base64_encode(*bytes) == text);
  if (const auto bytes = base58_decode(text)) COLDQUILL_ASSERT(base58_encode(*bytes) == text);
  if (const auto bytes = base58check_decode(text)) {
    COLDQUILL_ASSERT(base58check_encode(*bytes) == text);
  }
  if (const auto parts = bech32_decode(text, bech32_longest_text)) {
    COLDQUILL_ASSERT(bech32_encode(parts->kind, parts->hrp, parts->five_bits) == to_lower(text));
  }
  if (const auto bytes = bc32_decode(text)) COLDQUILL_ASSERT(bc32_encode(*bytes) == to_lower(text));
  if (const auto bytes = base32_decode(text)) COLDQUILL_ASSERT(base32_encode(*bytes) == text);
  if (const auto bytes = base43_decode(text.substr(0, 500))) {
    COLDQUILL_ASSERT(base43_encode(*bytes) == text.substr(0, 500));
  }
  using enum BytewordsStyle;
  for (const BytewordsStyle style : {standard, uri, minimal}) {
    const auto bytes = bytewords_decode(style, text);
    if (bytes) COLDQUILL_ASSERT(bytewords_encode(style, *bytes) == to_lower(text));
  }
}

bool is_address(std::string_view text) {
  return parse_eip55(text) || std::ranges::any_of(bitcoin::network_rows(), [&](const auto& row) {
           return script_of_address(text, row.rules).ok();
         });
}

void address_laws(std::string_view text) {
  if (const auto program = parse_segwit_address(text)) {
    COLDQUILL_ASSERT(segwit_address(program->hrp, program->version, program->program) ==
                     to_lower(text));
  }
  if (const auto address = parse_eip55(text)) {
    COLDQUILL_ASSERT(to_lower(eip55(*address)) == to_lower(text));
  }
  for (const bitcoin::NetworkRow& row : bitcoin::network_rows()) {
    const auto script = script_of_address(text, row.rules);
    if (!script) continue;
    const auto again = address_of_script(*script, row.rules);
    COLDQUILL_ASSERT(again && (*again == text || *again == to_lower(text)));
  }
  // The form in which a family shows an address is one that it reads as the same.
  for (const Family& family : families()) {
    const auto read = family.read_address(text, {});
    if (!read || !*read || !is_address(**read)) continue;
    COLDQUILL_ASSERT(fuzz::must(family.read_address(**read, {})) == *read);
  }
}

void amount_laws(std::string_view text) {
  constexpr unsigned btc_decimals = 8, ether_decimals = 18;
  if (const auto number = parse_number(text)) COLDQUILL_ASSERT(std::to_string(*number) == text);
  if (const auto units = parse_units(text, btc_decimals)) {
    const std::string again = shift_point(std::to_string(*units), btc_decimals);
    COLDQUILL_ASSERT(fuzz::must(parse_units(again, btc_decimals)) == *units);
  }
  if (const auto number = parse_uint256(text)) {
    COLDQUILL_ASSERT(fuzz::must(parse_uint256(number->text())) == *number);
    COLDQUILL_ASSERT(fuzz::must(parse_uint256(number->hex())) == *number);
  }
  if (const auto units = parse_units256(text, ether_decimals)) {
    const std::string again = shift_point(units->text(), ether_decimals);
    COLDQUILL_ASSERT(fuzz::must(parse_units256(again, ether_decimals)) == *units);
  }
  if (const auto uri = bitcoin::parse_payment_uri(text)) {
    COLDQUILL_ASSERT(!uri->amount || (*uri->amount > 0 && *uri->amount <= max_money));
  }
}

// A link says the same when its facts are written as a plain link.
void evm_link_laws(std::string_view text) {
  const auto link = evm::parse_payment_link(text);
  if (!link) return;
  std::string again = "ethereum:" + eip55(link->token.value_or(link->payee));
  if (link->chain_id) again += "@" + std::to_string(*link->chain_id);
  if (link->token) again += "/transfer?address=" + eip55(link->payee) + "&";
  if (!link->token && link->amount) again += "?";
  if (link->amount) again += (link->token ? "uint256=" : "value=") + link->amount->text();
  const auto read = fuzz::must(evm::parse_payment_link(again));
  COLDQUILL_ASSERT(read.payee == link->payee && read.token == link->token);
  COLDQUILL_ASSERT(read.chain_id == link->chain_id && read.amount == link->amount);
}

// What is in bars is all of the text, in rows that fit.
void row_laws(std::string_view escaped) {
  constexpr std::size_t columns = 40;
  std::string all;
  for (const std::string_view row : rows_of(escaped, columns)) {
    COLDQUILL_ASSERT(most_columns(row) <= columns);
    all += row;
  }
  COLDQUILL_ASSERT(all == escaped);
  for (const std::string_view line : lines_of_words(escaped, columns)) {
    const bool number = line.find_first_not_of(alphanumeric) == line.npos;
    COLDQUILL_ASSERT(number || most_columns(line) <= columns);
  }
  COLDQUILL_ASSERT(most_columns(with_middle_cut(escaped, columns)) <= columns);
}

void escape_laws(std::string_view text) {
  const std::string escaped = escape_text(text);
  const std::string free_text = escape_free_text(text);
  COLDQUILL_ASSERT(fuzz::steers_nothing(escaped) && fuzz::steers_nothing(free_text));
  const bool plain = is_plain_text(view_of(text));
  COLDQUILL_ASSERT(plain || (escaped != text && free_text != text));
  row_laws(escaped);
  row_laws(free_text);
  COLDQUILL_ASSERT(most_columns(shown_name(text)) <= 60);
  COLDQUILL_ASSERT(fuzz::steers_nothing(shown_name(text)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of({data, size});
  key_laws(text);
  encoding_laws(text);
  address_laws(text);
  amount_laws(text);
  evm_link_laws(text);
  escape_laws(text);
  return 0;
}
