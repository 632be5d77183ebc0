// Any bytes as a request of a family: the laws that hold for every request (docs/laws.md), for
// those that nobody thought of.
#pragma once

#include <coldquill/model/request.h>

#include <map>

#include "fuzz.h"
#include "wallet.h"

namespace coldquill::fuzz {

// The wallets that the published requests, the attacks and the examples were made for.
inline const test::Wallet& wallet_for(const std::vector<KeyOrigin>& origins) {
  static const test::Wallet examples(
      "peace immense kite rose crater essence hospital myth web attack electric brisk");
  static const test::Wallet attacked(
      "gym sibling lawsuit attitude clap apple bottom hidden garlic coffee soft please");
  for (const test::Wallet* wallet : {&examples, &attacked}) {
    const auto known = std::ranges::count(origins, wallet->fingerprint(), &KeyOrigin::fingerprint);
    if (known > 0) return *wallet;
  }
  return test::Wallet::abandon();
}

// What the wallet hands to prepare; the same origins come again and again.
inline const Context& context_for(const test::Wallet& wallet,
                                  const std::vector<KeyOrigin>& origins) {
  constexpr std::size_t most_kept = 500;
  static std::map<std::vector<KeyOrigin>, Context> kept;
  if (kept.size() == most_kept) kept.clear();
  auto found = kept.find(origins);
  if (found == kept.end()) found = kept.emplace(origins, wallet.context(origins)).first;
  return found->second;
}

inline std::string text_of_draft(const Result<Draft>& draft) {
  return draft ? draft->review().text() : std::string(draft.error().reason());
}

// Nothing on a screen can be forged by what came across the gap.
inline void every_line_is_plain(const Review& review) {
  for (const Fact& fact : review.facts()) {
    COLDQUILL_ASSERT(steers_nothing(fact.value) && steers_nothing(fact.label));
  }
  for (const Warning& warning : review.warnings()) {
    COLDQUILL_ASSERT(steers_nothing(warning.text));
  }
}

// Scope: every job is for a key of ours, and asked for once.
inline void every_job_is_ours(const Draft& draft, const Context& context) {
  for (const SigningJob& job : draft.jobs()) {
    const auto key = context.keys.key_at(job.key.origin.path);
    COLDQUILL_ASSERT(key && *key == job.key.public_key);
    COLDQUILL_ASSERT(job.key.origin.fingerprint == context.keys.master());
    COLDQUILL_ASSERT(std::ranges::count(draft.jobs(), job) == 1);
  }
}

// What only the request vouches for is never a headline without an acknowledgement.
inline void claims_are_acknowledged(const Review& review) {
  const bool asks = std::ranges::any_of(review.warnings(), &Warning::acknowledge);
  const bool claims = std::ranges::any_of(review.facts(), [](const Fact& fact) {
    return fact.headline && fact.source == Source::claimed;
  });
  COLDQUILL_ASSERT(asks || !claims);
}

// Worth: with our signatures in, the request is the same one and nothing is left to sign.
template <FamilyOf F>
void signing_finishes_it(const typename F::Tx& tx, const Context& context,
                         const test::Wallet& wallet) {
  const auto plan = must(F::resolve(tx, context));
  const Draft draft = must(RequestOf<F>(tx).prepare(context));
  const auto signatures = wallet.sign(draft);
  COLDQUILL_ASSERT(F::carried(plan, signatures).size() == plan.jobs.size());
  const auto signed_tx = must(F::attach(plan, signatures));
  COLDQUILL_ASSERT(F::content(signed_tx) == F::content(tx));
  COLDQUILL_ASSERT(!must(F::answers(signed_tx)).empty());
  COLDQUILL_ASSERT(must(F::resolve(signed_tx, context)).jobs.empty());
}

template <FamilyOf F>
void laws_without_keys(const typename F::Tx& tx, const Fingerprint& fingerprint) {
  const auto draft = RequestOf<F>(tx).prepare(Context{});
  if (!draft) return;
  COLDQUILL_ASSERT(draft->jobs().empty());
  COLDQUILL_ASSERT(draft->fingerprint() == fingerprint);
}

template <FamilyOf F>
void laws_with_keys(const typename F::Tx& tx, const Fingerprint& fingerprint) {
  constexpr std::size_t most_signed = 2;  // signatures cost more than all the rest
  const auto origins = F::key_origins(tx);
  const test::Wallet& wallet = wallet_for(origins);
  const Context& context = context_for(wallet, origins);
  const auto first = RequestOf<F>(tx).prepare(context);
  const auto second = RequestOf<F>(tx).prepare(context);
  COLDQUILL_ASSERT(text_of_draft(first) == text_of_draft(second));
  if (!first) return;
  COLDQUILL_ASSERT(first->fingerprint() == fingerprint);
  COLDQUILL_ASSERT(first->seal() == second->seal());
  COLDQUILL_ASSERT(must(SealedDraft::open(first->seal())).jobs() == first->jobs());
  every_line_is_plain(first->review());
  every_job_is_ours(*first, context);
  if (first->jobs().empty()) return;
  claims_are_acknowledged(first->review());
  if (first->jobs().size() <= most_signed) signing_finishes_it<F>(tx, context, wallet);
}

// One input in so many, told from its octets.
inline bool one_in(std::uint32_t number, ByteView bytes) {
  std::uint32_t mix = 2'166'136'261u;
  for (const std::uint8_t octet : bytes) mix = (mix ^ octet) * 16'777'619u;
  return mix % number == 0;
}

// Recognised as a kind -> decoded -> written back -> resolved and described, with and without keys.
// costly: requests for which the wallet searches thousands of addresses; few get the laws with
// keys.
template <FamilyOf F>
void request_laws(ByteView bytes, bool (*costly)(const typename F::Tx&)) {
  constexpr std::uint32_t few = 64;
  const auto kind = F::recognise(bytes);
  if (!kind) return;
  const auto tx = F::decode({std::string(*kind), to_bytes(bytes), {}});
  if (!tx) return;
  COLDQUILL_ASSERT(F::encode(*tx) == to_bytes(bytes));
  const Fingerprint fingerprint{sha256(view_of(F::content(*tx)))};
  laws_without_keys<F>(*tx, fingerprint);
  if (!costly(*tx) || one_in(few, bytes)) laws_with_keys<F>(*tx, fingerprint);
}

}  // namespace coldquill::fuzz
