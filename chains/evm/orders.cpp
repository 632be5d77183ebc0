// Orders of marketplaces: what is given, and what comes for it.
#include <set>

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

bool is_known(Item kind) {
  return kind <= Item::any_items;
}

bool is_coins_or_token(Item kind) {
  return kind == Item::coins || kind == Item::token;
}

bool is_of_a_list(Item kind) {
  return kind == Item::any_nft || kind == Item::any_items;
}

// One item of an order, given or asked for. Its amount moves evenly between the order's times.
struct OrderItem {
  Item kind;
  EvmAddress contract;
  std::string id;  // which NFT; of a list its hash, 0 for the whole collection
  Uint256 start, end;
  Unit unit;

  [[nodiscard]] const Uint256& least() const { return std::min(start, end); }
  [[nodiscard]] const Uint256& most() const { return std::max(start, end); }
  [[nodiscard]] bool of_unknown_token() const { return kind == Item::token && unit.symbol.empty(); }
};

std::string symbol_of(Item kind, const std::string& id) {
  if (kind == Item::nft) return "NFT " + id;
  if (kind == Item::items) return "of NFT " + id;
  return is_of_a_list(kind) ? "any NFT" : "of an unknown kind";
}

// What the amounts of an item are counted in; NFTs by their collection.
Unit unit_of(TypedReader& in, const OrderItem& item) {
  if (item.kind == Item::coins) return coin_unit(in.chain_id());
  Unit out = token_unit(in.chain_id(), item.contract);
  if (item.kind == Item::token) return out;
  out.symbol = symbol_of(item.kind, item.id);
  out.asset += " " + out.symbol + (is_of_a_list(item.kind) ? " " + item.id : "");
  out.decimals = 0;
  out.source = Source::signed_;
  return out;
}

OrderItem read_item(TypedReader& in, const std::string& at) {
  OrderItem out{.kind = kind_of(in, at),
                .contract = in.address(at + ".token"),
                .id = in.text(at + ".identifierOrCriteria"),
                .start = in.number(at + ".startAmount"),
                .end = in.number(at + ".endAmount"),
                .unit = {}};
  out.unit = unit_of(in, out);
  return out;
}

// "of the token 0x...", "of the collection 0x..."; empty for coins.
std::string origin_text(const OrderItem& item) {
  if (item.kind == Item::coins || !is_known(item.kind)) return {};
  const std::string contract = eip55(item.contract);
  if (item.kind == Item::token) return "of the token " + contract;
  std::string out = "of the collection " + contract;
  if (!is_of_a_list(item.kind)) return out;
  if (item.id != "0") out += " that the list " + item.id + " has";
  return out + ", whichever the taker of the order chooses";
}

std::string item_text(const OrderItem& item, const Uint256& amount) {
  const std::string contract = eip55(item.contract);
  if (item.kind == Item::nft && amount == Uint256(1)) return item.unit.symbol + " of " + contract;
  if (!is_known(item.kind)) return "something of an unknown kind";
  const std::string origin = origin_text(item);
  return amount_text(amount, item.unit) + (origin.empty() ? "" : " " + origin);
}

std::string moving_text(const OrderItem& item) {
  const std::string first = item_text(item, item.start);
  if (item.start == item.end) return first;
  return "at first " + first + ", at last " + item_text(item, item.end);
}

// What a person must read beside the amount that is counted: where it comes from, how it moves.
std::string note_of(TypedReader& in, const OrderItem& item) {
  // Of a token that has no symbol the whole value is read, contract and all.
  std::string out = item.kind == Item::token ? "" : origin_text(item);
  if (item.start == item.end) return out;
  return out + (out.empty() ? "" : ", ") + (item.end < item.start ? "falls" : "rises") + " from " +
         amount_text(item.start, item.unit) + " to " + amount_text(item.end, item.unit) + " at " +
         moment_text(in.number("endTime"));
}

void put_item(TypedReader& in, std::string label, const OrderItem& item, const Money& money) {
  const bool local = is_coins_or_token(item.kind) && item.unit.source == Source::local;
  in.line({.name = "in_words",
           .label = std::move(label),
           .value = moving_text(item),
           .raw = money.amount.text(),
           .source = local ? Source::local : Source::signed_,
           .money = money});
}

// The worst case for the one who signs: the most that can be taken ...
void put_given(TypedReader& in, const OrderItem& item) {
  put_item(in, "you give", item,
           {.amount = item.most(),
            .unit = item.unit,
            .role = MoneyRole::pays,
            .party = "whoever takes the order",
            .note = note_of(in, item)});
}

// ... and the least that comes. What comes back is read by its sum alone, so that the contract has
// a line of its own.
void put_received(TypedReader& in, const OrderItem& item) {
  put_item(in, "you get", item,
           {.amount = item.least(),
            .unit = item.unit,
            .role = MoneyRole::receives,
            .note = note_of(in, item)});
  if (item.kind == Item::coins || item.unit.source == Source::local) return;
  const std::string contract = eip55(item.contract);
  in.say(item.kind == Item::token ? "of the token" : "of the collection", contract, contract);
}

struct Order {
  std::vector<OrderItem> given, received;
};

// What goes to others is paid by whoever takes the order.
Order put_items(TypedReader& in) {
  Order out;
  for (std::size_t i = 0; in.has("offer[" + std::to_string(i) + "]"); ++i) {
    out.given.push_back(read_item(in, "offer[" + std::to_string(i) + "]"));
    put_given(in, out.given.back());
  }
  for (std::size_t i = 0; in.has("consideration[" + std::to_string(i) + "]"); ++i) {
    const std::string at = "consideration[" + std::to_string(i) + "]";
    const OrderItem item = read_item(in, at);
    const std::string& recipient = in.text(at + ".recipient");
    if (recipient == in.text("offerer")) {
      out.received.push_back(item);
      put_received(in, item);
    } else {
      in.say("goes to others", moving_text(item) + ", to " + recipient);
    }
  }
  return out;
}

// Each contract once, however often the order names it.
void warn_of_unknown_tokens(TypedReader& in, const Order& order) {
  std::set<EvmAddress> seen;
  for (const auto* items : {&order.given, &order.received}) {
    for (const OrderItem& item : *items) {
      if (item.of_unknown_token() && seen.insert(item.contract).second) {
        in.unknown_token(item.contract);
      }
    }
  }
}

// Empty when something comes at all times for what is given.
std::string for_nothing_text(TypedReader& in, const Order& order) {
  const auto comes = [](const OrderItem& item, const Uint256& amount) {
    return is_known(item.kind) && !amount.zero();
  };
  const auto always = [&](const OrderItem& item) { return comes(item, item.least()); };
  const auto ever = [&](const OrderItem& item) { return comes(item, item.most()); };
  const auto first =
      std::ranges::find_if(order.given, [](const OrderItem& item) { return !item.most().zero(); });
  if (first == order.given.end() || std::ranges::any_of(order.received, always)) return {};
  // Seaport, OrderType: 0 and 1 are open to everybody.
  const bool everybody = in.number("orderType") < Uint256(2);
  const std::size_t more = order.given.size() - 1;
  return (everybody ? "anybody" : "whoever the zone allows") + std::string(" may take your ") +
         item_text(*first, first->most()) +
         (more > 0 ? ", and " + std::to_string(more) + " more of what you give," : "") +
         (std::ranges::any_of(order.received, ever) ? ", and at the lowest price you get nothing"
                                                    : " and you get nothing");
}

void put_seaport(TypedReader& in) {
  in.owner(in.address("offerer"));
  const Order order = put_items(in);
  if (order.received.empty()) in.say("you get", "nothing");
  in.say("valid after", moment_text(in.number("startTime")), in.text("startTime"));
  in.say("valid before", moment_text(in.number("endTime")), in.text("endTime"));
  warn_of_unknown_tokens(in, order);
  std::string for_nothing = for_nothing_text(in, order);
  if (!for_nothing.empty()) in.open(std::move(for_nothing));
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
