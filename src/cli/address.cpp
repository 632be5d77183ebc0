#include <coldquill/base/text.h>
#include <coldquill/families/families.h>

#include "commands.h"
#include "keys.h"
#include "print.h"
#include "say.h"

namespace coldquill::cli {
namespace {

constexpr Reason E_NOT_YOURS{
    "E_NOT_YOURS", Errc::false_,
    "Do not have money sent there. If it should be yours, check --account, --network and the "
    "passphrase."};
constexpr Reason E_UNKNOWN_CHAIN{"E_UNKNOWN_CHAIN", Errc::usage,
                                 "Name a chain that `coldquill --help` lists."};
constexpr Reason E_UNKNOWN_TYPE{"E_UNKNOWN_TYPE", Errc::usage,
                                "Name a type of address that this chain has."};
// How many addresses of each branch are searched when one is checked.
constexpr std::uint32_t search_depth = 1'000;
constexpr std::uint32_t most_listed = 10'000;

struct Listed {
  KeyPath path;
  std::string address;
};

Result<const Family*> family_named(const std::string& name) {
  for (const Family& family : families()) {
    if (name.empty() || family.name == name) return &family;
  }
  return Error(E_UNKNOWN_CHAIN, "there is no such chain");
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

// A bare address, or the one inside a payment link.
std::string address_in(const std::string& text) {
  const auto colon = text.find(':');
  const std::string bare = colon == std::string::npos ? text : text.substr(colon + 1);
  return bare.substr(0, bare.find('?'));
}

Json listed_json(const Listed& listed) {
  return {{"path", to_string(listed.path)}, {"address", listed.address}};
}

}  // namespace

Result<int> address(const AddressOptions& options, const KeyOptions& key_options) {
  CQ_TRY(family, family_named(options.chain));
  CQ_TRY(network, network_named(*family, options.network));
  CQ_TRY(type, type_named(*family, options.type));
  CQ_CHECK(check_descriptors(key_options, false));
  CQ_TRY(keys, keys_to_review(key_options));
  if (keys.empty()) return Error(E_NO_WALLET, "there are no keys to show addresses of");
  if (!options.check.empty()) {
    CQ_TRY(found, find(address_in(options.check), *family, *network, options, keys));
    if (options.json) {
      put(Json{{"yours", true}, {"path", to_string(found.path)}, {"address", found.address}}
              .dump(2) + "\n");
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
    put(Json{{"family", family->name},
             {"network", network->name},
             {"type", type->name},
             {"fingerprint", keys.ring().master().text()},
             {"addresses", list}}
            .dump(2) + "\n");
  }
  return 0;
}

}  // namespace coldquill::cli
