// Messages, typed data, and who is asked to sign.
#include <coldquill/base/hex.h>

#include "describer.h"
#include "typed_words.h"

namespace coldquill::evm {
namespace {

std::string row_text(const TypedField& row) {
  if (row.node) return row.value.empty() ? row.type : row.type + ", " + row.value;
  const auto address = address_in_number(row);
  return address ? row.value + ", as an address " + eip55(*address) : row.value;
}

}  // namespace

// What is in words is read there first; of the domain the contract is left.
bool Describer::is_said(const TypedField& row) const {
  const TypedShown& shown = plan_.typed;
  if (row.path.starts_with("domain.")) {
    return shown.known && row.path != "domain.verifyingContract";
  }
  return shown.whole || shown.said.contains(row.path);
}

void Describer::typed_rows(const std::vector<TypedField>& rows) {
  for (const TypedField& row : rows) {
    review_.add({.name = row.path,
                 .label = row.path,
                 .value = row_text(row),
                 .source = Source::signed_,
                 .raw = row.type,
                 .headline = !row.node && !is_said(row),
                 .free_text = row.free_text,
                 .address = row.type == "address"});
  }
}

void Describer::token_name() {
  if (plan_.token == nullptr) return;
  review_.add({.name = "token",
               .label = "token",
               .value = std::string(plan_.token->symbol),
               .source = Source::local,
               .headline = !plan_.typed.known});
}

void Describer::typed_data(const TypedData& typed) {
  review_.group("Typed data");
  review_.add({.name = "primary_type",
               .label = "type",
               .value = typed.primary_type(),
               .source = Source::signed_,
               .headline = true});
  review_.group("For");
  token_name();
  typed_rows(typed.domain());
  words();
  review_.group("Content");
  typed_rows(typed.message());
  definition(typed);
}

void Describer::definition(const TypedData& typed) {
  review_.group("Definition");
  review_.add({.name = "domain_definition",
               .label = "domain",
               .value = typed.domain_type(),
               .source = Source::signed_});
  review_.add({.name = "definition",
               .label = "definition",
               .value = typed.encode_type(),
               .source = Source::signed_});
  for (const std::string& type : typed.unused_types()) {
    review_.add(
        {.name = "unused_type", .label = "not used", .value = type, .source = Source::claimed});
  }
  review_.group("Hashes");
  review_.add({.name = "domain_hash",
               .label = "domain",
               .value = "0x" + to_hex(typed.domain_hash()),
               .source = Source::digest});
  review_.add({.name = "message_hash",
               .label = "message",
               .value = "0x" + to_hex(typed.message_hash()),
               .source = Source::digest});
}

void Describer::sender() {
  review_.group("From");
  const auto& claimed = plan_.tx.claims().address;
  if (plan_.own) {
    review_.add({.name = "from",
                 .label = "from",
                 .value = eip55(plan_.own_address),
                 .source = plan_.keys_source,
                 .headline = true,
                 .address = true});
    review_.add({.name = "path",
                 .label = "your key",
                 .value = to_string(plan_.own->origin.path),
                 .source = plan_.keys_source});
  } else if (plan_.signer || claimed) {
    review_.add({.name = "from",
                 .label = "from",
                 .value = eip55(plan_.signer ? *plan_.signer : *claimed),
                 .source = plan_.signer ? Source::proven : Source::claimed,
                 .headline = plan_.signer.has_value(),
                 .address = true});
  } else {
    review_.add({.name = "from",
                 .label = "from",
                 .value = plan_.keys_loaded ? "signer unknown (none of your keys)"
                                            : "signer unknown (no keys loaded)",
                 .source = Source::local});
  }
  if (!plan_.tx.signature()) return;
  review_.add({.name = "signature",
               .label = "signature",
               .value = plan_.own ? "already signed by you" : "already signed by the address above",
               .source = Source::proven});
}

}  // namespace coldquill::evm
