#include <coldquill/base/text.h>
#include <coldquill/families/families.h>

#include "commands.h"
#include "keys.h"
#include "named_text.h"
#include "print.h"
#include "say.h"

namespace coldquill::cli {
namespace {

constexpr Reason E_NOT_YOURS{
    "E_NOT_YOURS", Errc::false_,
    "Do not have money sent there. If it should be yours, check --account, --network and the "
    "passphrase."};
constexpr Reason E_NO_ADDRESS{
    "E_NO_ADDRESS", Errc::malformed,
    "Give one address, whole, as it was copied; a single wrong letter is enough."};
constexpr Reason E_UNKNOWN_CHAIN{"E_UNKNOWN_CHAIN", Errc::usage,
                                 "Name a chain that `coldquill address --help` lists."};
constexpr Reason E_UNKNOWN_TYPE{
    "E_UNKNOWN_TYPE", Errc::usage,
    "Name a type of address that `coldquill address --help` lists for this chain."};
// How many addresses of each branch are searched when one is checked.
constexpr std::uint32_t search_depth = 1'000;
constexpr std::uint32_t most_listed = 10'000;

struct Listed {
  KeyPath path;
  std::string address;
};

// A family without networks has its addresses from another one.
Result<const Family*> family_named(const std::string& name) {
  for (const Family& family : families()) {
    if (family.name == name && !family.networks.empty()) return &family;
  }
  return Error(E_UNKNOWN_CHAIN, "there is no such chain");
}

Result<const Family*> family_with_network(const std::string& name) {
  for (const Family& family : families()) {
    if (std::ranges::find(family.networks, name, &Network::name) != family.networks.end()) {
      return &family;
    }
  }
  return Error(E_UNKNOWN_NETWORK, "there is no such network");
}

// Of Bitcoin's addresses the error repeats what was read, and what was typed may have been a secret
// with a slip in it.
Error without_text(Error error) {
  if (error.reason() != "E_BAD_ADDRESS") return error;
  return {E_NO_ADDRESS, "this is no address: a character is wrong or missing"};
}

// The chain that was named, else that of the network, else that of the address to be checked.
Result<const Family*> choose_family(const AddressOptions& options, const std::string& wanted) {
  if (!options.chain.empty()) return family_named(options.chain);
  if (!options.network.empty()) return family_with_network(options.network);
  for (const Family& family : families()) {
    if (wanted.empty()) break;
    const auto read = family.read_address(wanted, {});
    if (!read) return without_text(read.error());
    if (*read) return &family;
  }
  return &families().front();
}

Result<const Network*> network_named(const Family& family, const std::string& name) {
  for (const Network& network : family.networks) {
    if (name.empty() || network.name == name) return &network;
  }
  return Error(E_UNKNOWN_NETWORK, "there is no such network");
}

Result<const AddressType*> type_named(const Family& family, const std::string& name) {
  for (const AddressType& type : family.address_types) {
    if (name.empty() || type.name == name) return &type;
  }
  return Error(E_UNKNOWN_TYPE, "there is no such type of address");
}

// The addresses of one branch of an account.
class Branch {
 public:
  Branch(const Family& family, const Network& network, const AddressType& type,
         std::uint32_t account, bool change)
      : family_(family),
        network_(network),
        type_(type),
        account_{type.purpose, network.coin_type, account},
        change_(change) {}

  [[nodiscard]] KeyPath account_path() const { return account_.path(); }
  [[nodiscard]] Result<Listed> at(const KeyRing& ring, std::uint32_t index) const {
    KeyPath path = account_.path();
    path.insert(path.end(), {change_ ? 1u : 0u, index});
    const auto key = ring.key_at(path);
    if (!key) return Error(E_NEEDS_KEYS, "this wallet does not show the account's keys");
    CQ_TRY(address, family_.address(*key, network_.name, type_.name));
    return Listed{std::move(path), std::move(address)};
  }

 private:
  const Family& family_;
  const Network& network_;
  const AddressType& type_;
  AccountPath account_;
  bool change_;
};

Result<Listed> find(const std::string& wanted, const Family& family, const Network& network,
                    const AddressOptions& options, KeyStore& keys) {
  for (const AddressType& type : family.address_types) {
    if (!options.type.empty() && type.name != options.type) continue;
    for (const bool change : {false, true}) {
      const Branch branch(family, network, type, options.account, change);
      const KeyPath path = branch.account_path();
      CQ_CHECK(keys.add({&path, 1}));
      for (std::uint32_t index = 0; index < search_depth; ++index) {
        CQ_TRY(listed, branch.at(keys.ring(), index));
        if (listed.address == wanted) return listed;
      }
    }
  }
  return Error(E_NOT_YOURS, "not among the first " + std::to_string(search_depth) +
                                " addresses of account " + std::to_string(options.account) + ": " +
                                escape_text(wanted));
}

// As address() writes it. A mistyped one is told from one that is not ours, and so is that of
// another network.
Result<std::string> as_written(const std::string& text, const Family& family,
                               const Network& network) {
  auto read = family.read_address(text, network.name);
  if (!read) return without_text(std::move(read).error());
  if (*read) return **std::move(read);
  return Error(E_NO_ADDRESS, "this is no address of " + std::string(network.name));
}

// What --check names: an address, a payment link, or a file or picture with either in it. Before
// keys are in memory: the scanner is started here.
Result<std::string> wanted_address(const std::string& argument) {
  CQ_TRY(text, named_text(argument));
  if (text.empty()) return Error(E_NO_ADDRESS, "there is no address to check");
  return text;
}

Json listed_json(const Listed& listed) {
  return {{"path", to_string(listed.path)}, {"address", listed.address}};
}

}  // namespace

Result<int> address(const AddressOptions& options, const KeyOptions& key_options) {
  std::string wanted;
  if (options.check) {
    CQ_TRY(text, wanted_address(*options.check));
    wanted = std::move(text);
  }
  CQ_TRY(family, choose_family(options, wanted));
  CQ_TRY(network, network_named(*family, options.network));
  CQ_TRY(type, type_named(*family, options.type));
  if (options.check) {
    CQ_TRY(address, as_written(wanted, *family, *network));
    wanted = std::move(address);
  }
  CQ_TRY(keys, open_keys(key_options));
  if (options.check) {
    CQ_TRY(found, find(wanted, *family, *network, options, keys));
    if (options.json) {
      put(printed(
          Json{{"yours", true}, {"path", to_string(found.path)}, {"address", found.address}}));
    } else {
      put("Yours, at " + to_string(found.path) + ": " + found.address + "\n");
    }
    return 0;
  }
  const Branch branch(*family, *network, *type, options.account, options.change);
  const KeyPath account = branch.account_path();
  CQ_CHECK(keys.add({&account, 1}));
  Json list = Json::array();
  for (std::uint32_t i = 0; i < std::min(options.count, most_listed); ++i) {
    CQ_TRY(listed, branch.at(keys.ring(), options.from + i));
    list.push_back(listed_json(listed));
    if (!options.json) put(to_string(listed.path) + "  " + listed.address + "\n");
  }
  if (options.json) {
    put(printed(Json{{"family", family->name},
                     {"network", network->name},
                     {"type", type->name},
                     {"fingerprint", keys.ring().master().text()},
                     {"addresses", list}}));
  }
  return 0;
}

}  // namespace coldquill::cli
