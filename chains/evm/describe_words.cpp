// Messages, typed data, and who is asked to sign.
#include <coldquill/base/hex.h>

#include "describer.h"
#include "permits.h"

namespace coldquill::evm {

void Describer::typed_rows(const std::vector<TypedField>& rows) {
  for (const TypedField& row : rows) {
    const std::string shown = row.node && row.value.empty() ? row.type : row.value;
    review_.add({.name = row.path,
                 .label = row.path,
                 .value = row.node && !row.value.empty() ? row.type + ", " + row.value : shown,
                 .source = Source::signed_,
                 .raw = row.type,
                 .headline = !row.node,
                 .free_text = row.free_text,
                 .address = row.type == "address"});
  }
}

void Describer::permit(const TypedData& typed) {
  const auto lines = permit_in_words(typed, plan_.chain_id);
  if (lines.empty()) return;
  review_.group("In words");
  for (const PermitLine& line : lines) {
    review_.add({.name = "permit",
                 .label = line.label,
                 .value = line.value,
                 .source = line.source,
                 .raw = line.raw,
                 .headline = true});
  }
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
  permit(typed);
  review_.group("Content");
  typed_rows(typed.message());
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
                 .value = "whose key signs is not known here",
                 .source = Source::local});
  }
  if (!plan_.tx.signature()) return;
  review_.add(
      {.name = "signature",
       .label = "signature",
       .value = plan_.own ? "yours is there already" : "there already, by the address above",
       .source = Source::proven});
}

}  // namespace coldquill::evm
