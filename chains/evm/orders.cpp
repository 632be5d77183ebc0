// Orders of marketplaces: what is given, and what comes for it.
#include "typed_reader.h"

namespace coldquill::evm {
namespace {

// Seaport, ItemType; 4 and 5 are any NFT of a list that only its hash names.
enum class Item : std::uint8_t { coins, token, nft, items, any_nft, any_items };

Item kind_of(TypedReader& in, const std::string& at) {
  constexpr std::uint64_t beyond = 0xFF;
  const auto number = in.number(at + ".itemType").u64();
  return static_cast<Item>(std::min(number.value_or(beyond), beyond));
}

bool counted(Item kind) {
  return kind == Item::coins || kind == Item::token;
}

// What the amounts of an item are counted in; NFTs by their collection.
Unit unit_of(TypedReader& in, const std::string& at) {
  const Item kind = kind_of(in, at);
  if (kind == Item::coins) return coin_unit(in.chain_id());
  Unit out = token_unit(in.chain_id(), in.address(at + ".token"));
  if (kind == Item::token) return out;
  out.symbol = "of NFT " + in.text(at + ".identifierOrCriteria");
  out.asset += " " + out.symbol;
  out.decimals = 0;
  return out;
}

std::string item_text(TypedReader& in, const std::string& at, const Uint256& amount) {
  const std::string contract = in.text(at + ".token");
  const std::string id = in.text(at + ".identifierOrCriteria");
  switch (kind_of(in, at)) {
    case Item::coins:
      return amount_text(amount, unit_of(in, at));
    case Item::token:
      return amount_text(amount, unit_of(in, at)) + " of the token " + contract;
    case Item::nft:
      return "NFT " + id + " of " + contract;
    case Item::items:
      return amount.text() + " of NFT " + id + " of " + contract;
    case Item::any_nft:
    case Item::any_items:
      return amount.text() + " of any NFT of " + contract + " that the list " + id + " has";
  }
  return "something of an unknown kind";
}

// Amounts may move in the time of an order.
std::string moving_text(TypedReader& in, const std::string& at) {
  const Uint256 start = in.number(at + ".startAmount"), end = in.number(at + ".endAmount");
  const std::string first = item_text(in, at, start);
  return start == end ? first : "at first " + first + ", at last " + item_text(in, at, end);
}

void put_item(TypedReader& in, std::string label, const std::string& at, MoneyRole role,
              const std::string& behind = {}) {
  const Uint256 most = std::max(in.number(at + ".startAmount"), in.number(at + ".endAmount"));
  const bool local = counted(kind_of(in, at)) && unit_of(in, at).source == Source::local;
  in.line({.name = "in_words",
           .label = std::move(label),
           .value = moving_text(in, at) + behind,
           .raw = most.text(),
           .source = local ? Source::local : Source::signed_,
           .money = Money{.amount = most, .unit = unit_of(in, at), .role = role}});
}

// Whether anything comes to the one who gives. What goes to others is paid by whoever takes the
// order.
bool put_considerations(TypedReader& in) {
  bool any = false;
  for (std::size_t i = 0;; ++i) {
    const std::string at = "consideration[" + std::to_string(i) + "]";
    if (!in.has(at)) return any;
    const std::string& recipient = in.text(at + ".recipient");
    if (recipient == in.text("offerer")) {
      put_item(in, "you get", at, MoneyRole::receives);
      any = true;
    } else {
      in.say("goes to others", moving_text(in, at) + ", to " + recipient);
    }
  }
}

void put_seaport(TypedReader& in) {
  in.owner(in.address("offerer"));
  for (std::size_t i = 0; in.has("offer[" + std::to_string(i) + "]"); ++i) {
    put_item(in, "you give", "offer[" + std::to_string(i) + "]", MoneyRole::pays);
  }
  const bool gets = put_considerations(in);
  if (!gets) in.say("you get", "nothing");
  in.say("valid after", moment_text(in.number("startTime")), in.text("startTime"));
  in.say("valid before", moment_text(in.number("endTime")), in.text("endTime"));
  if (!gets) in.open("it gives what is offered for nothing");
  in.open("it is an order, and only part of it is explained above");
}

constexpr TypedShape shapes[] = {
    // Seaport, 1.1 and later
    {"OrderComponents(address offerer,address zone,OfferItem[] offer,"
     "ConsiderationItem[] consideration,uint8 orderType,uint256 startTime,uint256 endTime,"
     "bytes32 zoneHash,uint256 salt,bytes32 conduitKey,uint256 counter)"
     "ConsiderationItem(uint8 itemType,address token,uint256 identifierOrCriteria,"
     "uint256 startAmount,uint256 endAmount,address recipient)"
     "OfferItem(uint8 itemType,address token,uint256 identifierOrCriteria,uint256 startAmount,"
     "uint256 endAmount)",
     put_seaport},
};

}  // namespace

std::span<const TypedShape> order_shapes() {
  return shapes;
}

}  // namespace coldquill::evm
