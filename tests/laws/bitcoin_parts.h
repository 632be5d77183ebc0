// Parts of Bitcoin requests made by chance.
#pragma once

#include <psbt_builder.h>

#include "generated.h"

namespace coldquill::laws::bitcoin_parts {

using namespace bitcoin;
using bitcoin::test::PsbtBuilder;

inline constexpr SingleKeyForm forms[] = {SingleKeyForm::p2pkh, SingleKeyForm::p2sh_p2wpkh,
                                          SingleKeyForm::p2wpkh, SingleKeyForm::p2tr};

// A few keys, derived once.
struct Key {
  KeyPath path;
  PublicKey key;
};
// Of the ordinary account of a form (by its place in `forms`).
const std::vector<Key>& ordinary(std::size_t form, std::uint32_t coin);
// Outside of ordinary accounts. Most requests with several inputs use these: an account of which
// one input is spent is searched when another is not ours, and that takes long.
const std::vector<Key>& elsewhere();
const std::vector<Key>& strangers();
// All but those of strangers, and the branches met on the way.
const Context& our_keys();

Sat amount_of(Dice& dice);
Bytes somebodys_script(Dice& dice);
// A lock time, a sequence or a version: edges of their meanings.
std::uint32_t moment(Dice& dice);

void add_unknown_field(PsbtBuilder& builder, Dice& dice);
// One change of a field, beyond single bits: something swapped, moved, said otherwise, left out.
void change_something(PsbtBuilder& builder, Dice& dice);

}  // namespace coldquill::laws::bitcoin_parts
