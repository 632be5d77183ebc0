#include <coldquill/bitcoin_message/family.h>
#include <coldquill/model/message.h>

namespace coldquill::bitcoin_message {
namespace {

void describe_network(Review& review, const Plan& plan) {
  review.group("Network");
  review.add({.name = "network",
              .label = "network",
              .value = "Bitcoin " + std::string(plan.network->network.name),
              .source = plan.network_source,
              .headline = plan.network_source == Source::proven});
}

void describe_own_key(Review& review, const Plan& plan) {
  review.add({.name = "from",
              .label = "from",
              .value = plan.own_address,
              .source = plan.keys_source,
              .headline = true,
              .address = true});
  review.add({.name = "path",
              .label = "your key",
              .value = to_string(plan.own->origin.path),
              .source = plan.keys_source});
}

// Nothing of ours: what the request says of the key it asks for.
void describe_asked_key(Review& review, const Tx::Held& request) {
  if (request.address) {
    review.add(
        {.name = "from", .label = "from", .value = *request.address, .source = Source::claimed});
  }
  const bool unknown = request.asked.fingerprint.unknown();
  review.add({.name = "asked_key",
              .label = "key",
              .value = unknown ? to_string(request.asked.path) : request.asked.text(),
              .source = Source::claimed});
}

}  // namespace

Review BitcoinMessage::describe(const Plan& plan) {
  const Tx::Held& request = plan.tx.held();
  Review review("bitcoin", std::string(plan.network->network.name), "message");
  describe_network(review, plan);
  describe_message(review, request.message);
  review.group("From");
  if (plan.own) {
    describe_own_key(review, plan);
  } else {
    describe_asked_key(review, request);
  }
  review.add_asker(request.asked_by);
  review.warn(plan.warnings);
  return review;
}

}  // namespace coldquill::bitcoin_message
