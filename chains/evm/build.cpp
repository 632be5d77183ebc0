#include <coldquill/base/hex.h>
#include <coldquill/codec/abi.h>
#include <coldquill/evm/build.h>
#include <coldquill/evm/family.h>
#include <coldquill/evm/json_transaction.h>
#include <coldquill/evm/payment_link.h>

namespace coldquill::evm {
namespace {

using Kind = RecipeOption::Kind;

constexpr RecipeOption options[] = {
    {"--chain-id", "the network by its number, instead of --network", Kind::text, false, false},
    {"--from", "the path of the key that pays (default m/44'/60'/0'/0/0)", Kind::text, false,
     false},
    {"--to", "who is paid, or the contract that is called", Kind::text, false, false},
    {"--pay",
     "a payment link (ERC-681), or a file or picture of a QR code with one, instead of --to, "
     "--token "
     "and the amount",
     Kind::link, false, false},
    {"--amount", "how much: coins, or with --token units of a known token: 0.5", Kind::text, false,
     false},
    {"--raw-amount", "the same in wei, or in the token's smallest unit", Kind::text, false, false},
    {"--token", "the contract of an ERC-20 token to be sent", Kind::text, false, false},
    {"--call", "a function: \"transfer(address,uint256)\", or its name with --abi", Kind::text,
     false, false},
    {"--arg", "an argument of the function, in order", Kind::text, true, false},
    {"--abi", "the contract's ABI as compilers write it", Kind::file, false, false},
    {"--data", "the data themselves: 0x...", Kind::text, false, false},
    {"--nonce", "how many transactions the account has sent", Kind::text, false, true},
    {"--gas", "the gas limit", Kind::text, false, true},
    {"--max-fee", "max fee per gas, in gwei", Kind::text, false, false},
    {"--priority-fee", "max priority fee per gas, in gwei, a part of --max-fee", Kind::text, false,
     false},
    {"--gas-price", "gas price in gwei, for networks without --max-fee", Kind::text, false, false},
    {"--access-list", "JSON: [{\"address\": ..., \"storageKeys\": [...]}]", Kind::file, false,
     false},
};

const KeyPath default_path = {hardened(44), hardened(60), hardened(0), 0, 0};

Error bad(std::string what) {
  return {E_EVM_BUILD, std::move(what)};
}

// What was given, looked up by option name.
class Given {
 public:
  explicit Given(const Recipe& recipe) : recipe_(recipe) {}

  [[nodiscard]] const std::string* text(std::string_view name) const {
    const auto found = recipe_.texts.find(name);
    return found == recipe_.texts.end() ? nullptr : &found->second.front();
  }
  [[nodiscard]] std::vector<std::string> texts(std::string_view name) const {
    const auto found = recipe_.texts.find(name);
    return found == recipe_.texts.end() ? std::vector<std::string>{} : found->second;
  }
  [[nodiscard]] const Bytes* file(std::string_view name) const {
    const auto found = recipe_.files.find(name);
    return found == recipe_.files.end() ? nullptr : &found->second.front();
  }
  [[nodiscard]] bool has(std::string_view name) const {
    return text(name) != nullptr || file(name) != nullptr;
  }
  [[nodiscard]] Result<std::uint64_t> number(std::string_view name) const {
    const auto value = parse_uint256(*text(name));
    if (value && value->u64()) return *value->u64();
    return bad(std::string(name) + " is no whole number");
  }
  [[nodiscard]] Result<Uint256> units(std::string_view name, unsigned decimals) const {
    return parse_units256(*text(name), decimals).in(name);
  }
  [[nodiscard]] Result<EvmAddress> address(std::string_view name) const {
    if (!has(name)) return bad(std::string(name) + " is missing");
    return parse_eip55(*text(name)).in(name);
  }

 private:
  const Recipe& recipe_;
};

class Builder {
 public:
  Builder(const Recipe& recipe, const Context& context) : given_(recipe), context_(context) {}

  Result<Transaction> run() {
    CQ_CHECK(check_words());
    CQ_CHECK(read_link());
    CQ_CHECK(choose_chain());
    CQ_TRY(nonce, given_.number("--nonce"));
    CQ_TRY(gas, given_.number("--gas"));
    tx_.nonce = nonce;
    tx_.gas_limit = gas;
    CQ_CHECK(set_fees());
    const bool token = given_.has("--token") || (link_ && link_->token);
    CQ_CHECK(token ? set_token_transfer() : set_payment());
    return std::move(tx_);
  }

 private:
  // Words that exclude each other, or mean nothing alone.
  Result<void> check_words() const {
    const auto both = [&](std::string_view a, std::string_view b) {
      return given_.has(a) && given_.has(b);
    };
    constexpr std::pair<std::string_view, std::string_view> rivals[] = {
        {"--amount", "--raw-amount"},
        {"--call", "--data"},
        {"--token", "--call"},
        {"--token", "--data"},
        {"--pay", "--to"},
        {"--pay", "--token"},
        {"--pay", "--call"},
        {"--pay", "--data"},
        {"--max-fee", "--gas-price"},
        {"--priority-fee", "--gas-price"}};
    for (const auto& [a, b] : rivals) {
      if (both(a, b)) return bad(std::string(a) + " and " + std::string(b) + " exclude each other");
    }
    const bool lost = (given_.has("--arg") || given_.has("--abi")) && !given_.has("--call");
    if (lost) return bad("--arg and --abi need --call");
    return {};
  }

  Result<void> read_link() {
    if (!given_.has("--pay")) return {};
    CQ_TRY(link, parse_payment_link(*given_.text("--pay")).in("--pay"));
    const bool given = given_.has("--amount") || given_.has("--raw-amount");
    if (given && link.amount) return bad("the link names the amount already");
    link_ = link;
    return {};
  }

  Result<void> choose_chain() {
    CQ_CHECK(choose_named_chain());
    if (link_ && link_->chain_id && *link_->chain_id != *tx_.chain_id) {
      return Error(E_WRONG_CHAIN, "the link is for chain id " + std::to_string(*link_->chain_id) +
                                      ", and not for " + std::to_string(*tx_.chain_id));
    }
    return {};
  }

  Result<void> choose_named_chain() {
    const NetworkRow* network = context_.network ? find_network(*context_.network) : nullptr;
    if (context_.network && network == nullptr) {
      return Error(E_UNKNOWN_NETWORK, "there is no such network");
    }
    if (!given_.has("--chain-id")) {
      const bool in_link = network == nullptr && link_ && link_->chain_id;
      if (in_link) tx_.chain_id = *link_->chain_id;
      if (in_link) return {};
      if (network == nullptr) return bad("name the network with --network or --chain-id");
      tx_.chain_id = network->chain_id;
      return {};
    }
    CQ_TRY(id, given_.number("--chain-id"));
    if (id == 0 || id > largest_chain_id) return bad("there is no such chain id");
    if (network != nullptr && network->chain_id != id) {
      return bad("--network and --chain-id name different networks");
    }
    tx_.chain_id = id;
    return {};
  }

  Result<void> set_fees() {
    const bool dynamic = given_.has("--max-fee");
    if (!dynamic && !given_.has("--gas-price")) return bad("give --max-fee, or --gas-price");
    CQ_TRY(price, given_.units(dynamic ? "--max-fee" : "--gas-price", gwei_decimals));
    tx_.gas_price = price;
    if (dynamic) tx_.type = TxType::dynamic_fee;
    if (given_.has("--priority-fee")) {
      CQ_TRY(priority, given_.units("--priority-fee", gwei_decimals));
      tx_.priority_fee = priority;
    }
    if (tx_.priority_fee > tx_.gas_price && dynamic) {
      return bad("--priority-fee is a part of --max-fee, and cannot be more");
    }
    return set_access_list();
  }

  Result<void> set_access_list() {
    const Bytes* file = given_.file("--access-list");
    if (file == nullptr) return {};
    if (tx_.type == TxType::legacy) tx_.type = TxType::access_list;
    CQ_TRY(json, parse_json(*file).in("--access-list"));
    CQ_TRY(entries, parse_access_list(json));
    tx_.access_list = std::move(entries);
    return {};
  }

  // decimals: of what is sent; empty when its unit is not known.
  [[nodiscard]] Result<Uint256> amount(std::optional<unsigned> decimals) const {
    if (link_ && link_->amount) return *link_->amount;
    if (given_.has("--raw-amount")) return given_.units("--raw-amount", 0);
    if (!given_.has("--amount")) return Uint256{};
    if (!decimals) return bad("the unit of this token is not known: use --raw-amount");
    return given_.units("--amount", *decimals);
  }

  [[nodiscard]] bool has_amount() const {
    return given_.has("--amount") || given_.has("--raw-amount") || (link_ && link_->amount);
  }
  [[nodiscard]] Result<EvmAddress> payee() const {
    if (link_) return link_->payee;
    return given_.address("--to");
  }

  Result<void> set_token_transfer() {
    if (!has_amount()) return bad("--amount is missing");
    CQ_TRY(contract, link_ ? Result<EvmAddress>(*link_->token) : given_.address("--token"));
    CQ_TRY(to, payee());
    const TokenRow* token = find_token(*tx_.chain_id, contract);
    CQ_TRY(units, amount(token == nullptr ? std::nullopt : std::optional(token->decimals)));
    tx_.to = contract;
    tx_.data = write_call({CallKind::transfer, {}, to, units});
    return {};
  }

  Result<void> set_payment() {
    if (given_.has("--to") || link_) {
      CQ_TRY(to, payee());
      tx_.to = to;
    }
    CQ_TRY(wei, amount(coin_decimals));
    tx_.value = wei;
    CQ_CHECK(set_data());
    if (!tx_.to && tx_.data.empty()) return bad("--to is missing");
    if (tx_.data.empty() && !has_amount()) return bad("--amount is missing");
    if (!tx_.to && given_.has("--call")) return bad("--call needs --to, the contract");
    return {};
  }

  Result<void> set_data() {
    if (const std::string* text = given_.text("--data")) {
      const bool prefixed = text->starts_with("0x");
      auto bytes = from_hex(prefixed ? text->substr(2) : *text);
      if (!bytes) return bad("--data is 0x and pairs of hexadecimal digits");
      tx_.data = *std::move(bytes);
    }
    const std::string* call = given_.text("--call");
    if (call == nullptr) return {};
    CQ_TRY(function, function_named(*call));
    CQ_TRY(data, encode_abi_call(function, given_.texts("--arg")));
    tx_.data = std::move(data);
    return {};
  }

  [[nodiscard]] Result<AbiFunction> function_named(const std::string& name) const {
    const Bytes* file = given_.file("--abi");
    if (file == nullptr) return parse_abi_signature(name);
    CQ_TRY(abi, parse_json(*file).in("--abi"));
    return abi_function(abi, name);
  }

  Given given_;
  const Context& context_;
  std::optional<PaymentLink> link_;
  Transaction tx_;
};

Result<KeyPath> sender_path(const Recipe& recipe) {
  const std::string* given = Given(recipe).text("--from");
  if (given == nullptr) return default_path;
  CQ_TRY(path, parse_path(*given));
  const auto account = AccountPath::of(path);
  if (account && account->purpose == bip44_purpose) return std::move(path);
  return Error(E_BAD_PATH, "the path of an account begins as m/44'/60'/0'", "--from");
}

// The same request has the same id: a shape of a UUID (version 8, RFC 9562) over what is signed.
ByteArray<16> id_of(const Transaction& tx) {
  ByteArray<16> out = array_of<16>(signing_digest(tx));
  out[6] = static_cast<std::uint8_t>((out[6] & 0x0F) | 0x80);
  out[8] = static_cast<std::uint8_t>((out[8] & 0x3F) | 0x80);
  return out;
}

SignRequest request_of(const Transaction& tx, const KeyPath& path, const Context& context,
                       const std::optional<EvmAddress>& from) {
  const bool legacy = tx.type == TxType::legacy;
  SignRequest out;
  out.id = id_of(tx);
  out.data = serialize_unsigned(tx);
  out.type = legacy ? DataType::legacy_transaction : DataType::typed_transaction;
  out.chain_id = tx.chain_id;
  out.path = UrKeyPath::of({context.keys.empty() ? KeyFingerprint{} : context.keys.master(), path});
  out.path.depth.reset();
  out.address = from;
  return out;
}

}  // namespace

std::span<const RecipeOption> build_options() {
  return options;
}

Result<std::vector<KeyPath>> recipe_paths(const Recipe& recipe) {
  CQ_TRY(path, sender_path(recipe));
  return std::vector<KeyPath>{std::move(path)};
}

Result<std::vector<Payload>> build(const Recipe& recipe, const Context& context) {
  CQ_TRY(path, sender_path(recipe));
  CQ_TRY(tx, Builder(recipe, context).run());
  std::optional<EvmAddress> from;
  if (const auto key = context.keys.key_at(path)) from = address_of(*key);
  return std::vector<Payload>{
      {"eth-sign-request", write_sign_request(request_of(tx, path, context, from)), {}},
      {"evm-tx", serialize_unsigned(tx), {}},
      {"evm-json", write_json_transaction({tx, from}), {}}};
}

}  // namespace coldquill::evm
