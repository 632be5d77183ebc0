#include "typed_generated.h"

#include "typed_values.h"

namespace coldquill::laws {
namespace {

Text replaced(Text text, const Text& from, const Text& to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

struct Member {
  Text name;
  Text type;
};
struct Structure {
  Text name;
  std::vector<Member> members;
};

class Maker {
 public:
  Maker(Dice& dice, std::uint64_t chain_id) : dice_(dice) {
    make_types();
    make_domain(chain_id);
    if (domain_only_) return;
    structure(0, "message", 0);
  }

  GeneratedTypedData run() {
    GeneratedTypedData out{json(), {}, {}, {}};
    for (int i = 0; i < 4; ++i) out.mutants.push_back(mutant());
    if (leaves_.empty()) return out;
    const Leaf& leaf = dice_.one_of(leaves_);
    out.other_json = with_other(leaf);
    out.other_fact = leaf.path;
    return out;
  }

 private:
  // A value in what was written.
  struct Leaf {
    Text path;
    std::size_t at;
    std::size_t size;
    Text other;
  };

  // A struct refers to later ones, and to itself by way of an array alone: every value ends.
  void make_types() {
    const std::size_t count = 1 + dice_.below(4);
    for (std::size_t i = 0; i < count; ++i) {
      Structure structure{"Kind" + std::to_string(i), {}};
      const std::size_t members = dice_.one_in(12) ? 0 : 1 + dice_.below(4);
      for (std::size_t m = 0; m < members; ++m) {
        structure.members.push_back({"m" + std::to_string(m), type_below(i, count)});
      }
      types_.push_back(structure);
    }
  }

  Text type_below(std::size_t place, std::size_t count) {
    const bool struct_type = place + 1 < count && dice_.one_in(2);
    if (dice_.one_in(16)) return types_name(place) + "[]";
    const Text base = struct_type ? types_name(place + 1 + dice_.below(count - place - 1))
                                  : Text(dice_.one_of(atoms));
    return base + dice_.pick({"", "", "", "", "[]", "[2]", "[1][]", "[][2]"});
  }
  static Text types_name(std::size_t place) { return "Kind" + std::to_string(place); }

  // Written at its end, so that the places of values stay.
  void make_domain(std::uint64_t chain_id) {
    const std::size_t skipped = dice_.below(32);
    const auto wanted = [&](unsigned bit) { return (skipped >> bit & 1) == 0; };
    written_ = "{";
    if (wanted(0)) domain_member({"name", "string"});
    if (wanted(1)) domain_member({"version", "string"});
    if (wanted(2)) domain_member({"chainId", "uint256"}, std::to_string(chain_id));
    if (wanted(3)) domain_member({"verifyingContract", "address"});
    if (wanted(4)) domain_member({"salt", "bytes32"});
    if (declared_ && dice_.one_in(6)) domain_member({"m9", dice_.one_of(atoms)});
    domain_size_ = (written_ += "}").size();
    if (declared_) types_.push_back(domain_);
  }

  void domain_member(const Member& member, const Text& fixed = {}) {
    if (!domain_.members.empty()) written_ += ',';
    domain_.members.push_back(member);
    written_ += quoted(member.name) + ":";
    if (fixed.empty()) {
      atom(member.type, "domain." + member.name);
    } else {
      written_ += fixed;
    }
  }

  void atom(const Text& type, const Text& path) {
    const Value value = value_of(dice_, type);
    leaves_.push_back({path, written_.size(), value.json.size(), value.other});
    written_ += value.json;
  }

  void structure(std::size_t place, const Text& path, int depth) {
    written_ += '{';
    bool first = true;
    for (const Member& member : Structure(types_[place]).members) {
      if (!first) written_ += dice_.one_in(16) ? ", " : ",";
      first = false;
      written_ += quoted(member.name) + ":";
      value(member.type, path + "." + member.name, depth);
    }
    written_ += '}';
  }

  void value(const Text& type, const Text& path, int depth) {
    if (type.ends_with(']')) return array(type, path, depth);
    if (type.starts_with("Kind")) return structure(number_in(type), path, depth + 1);
    atom(type, path);
  }

  void array(const Text& type, const Text& path, int depth) {
    constexpr int deepest = 4;
    constexpr std::size_t enough = 60;  // values
    const auto bracket = type.rfind('[');
    const bool any = type[bracket + 1] == ']';
    const bool none = depth >= deepest || leaves_.size() > enough;
    const std::size_t entries = !any ? number_in(type.substr(bracket)) : none ? 0 : dice_.below(3);
    written_ += '[';
    for (std::size_t i = 0; i < entries; ++i) {
      if (i > 0) written_ += ',';
      value(type.substr(0, bracket), path + "[" + std::to_string(i) + "]", depth);
    }
    written_ += ']';
  }

  Text types_text() const {
    Text out;
    for (const Structure& structure : types_) {
      Text members;
      for (const Member& member : structure.members) {
        members += (members.empty() ? "" : ",");
        members += R"({"name":)" + quoted(member.name) + R"(,"type":)" + quoted(member.type) + "}";
      }
      out += (out.empty() ? "" : ",") + quoted(structure.name) + ":[" + members + "]";
    }
    return "{" + out + "}";
  }

  Text json_of(const Text& types, const Text& written, std::size_t domain_size) const {
    const Text primary = domain_only_ ? "EIP712Domain" : "Kind0";
    const Text message = written.substr(domain_size);
    return R"({"types":)" + types + R"(,"primaryType":)" + quoted(primary) + R"(,"domain":)" +
           written.substr(0, domain_size) + (message.empty() ? "" : R"(,"message":)" + message) +
           "}";
  }
  Text json() const { return json_of(types_text(), written_, domain_size_); }

  Text with_other(const Leaf& leaf) const {
    Text written = written_;
    written.replace(leaf.at, leaf.size, leaf.other);
    const bool in_domain = leaf.at < domain_size_;
    return json_of(types_text(), written,
                   domain_size_ + (in_domain ? leaf.other.size() - leaf.size : 0));
  }

  Text mutant() {
    const Text number = std::to_string(dice_.below(4));
    switch (dice_.below(8)) {
      case 0:
        return replaced(json(), "\"m" + number + "\"", "\"memo" + number + "\"");
      case 1:
        return replaced(json(), "\"Kind" + number, "\"Sort" + number);
      case 2:
        return replaced(json(), quoted(dice_.one_of(atoms)), quoted("uint256"));
      case 3:
        return replaced(json(), dice_.pick({"[]\"", "[2]\""}), dice_.pick({"[1]\"", "[]\""}));
      case 4:
        return other_order();
      case 5:
        return other_digit();
      case 6:
        return replaced(json(), "\"types\":{",
                        R"("types":{"Unused":[{"name":"a","type":"bool"}],)");
      default:
        return leaves_.empty() ? json() : with_other(dice_.one_of(leaves_));
    }
  }

  Text other_order() {
    const std::vector<Structure> kept = types_;
    std::vector<Member>& members = types_[dice_.below(types_.size())].members;
    if (members.size() > 1) std::swap(members.front(), members.back());
    const Text out = json();
    types_ = kept;
    return out;
  }

  Text other_digit() {
    Text out = json();
    const std::size_t from = out.find_first_of("0123456789", dice_.below(out.size()));
    if (from != out.npos) out[from] = static_cast<char>('0' + dice_.below(10));
    return out;
  }

  Dice& dice_;
  const bool domain_only_ = dice_.one_in(32);
  const bool declared_ = domain_only_ || !dice_.one_in(3);
  std::vector<Structure> types_;
  Structure domain_{"EIP712Domain", {}};
  Text written_;  // the domain, then the message
  std::size_t domain_size_ = 0;
  std::vector<Leaf> leaves_;
};

}  // namespace

GeneratedTypedData typed_data_generated(Dice& dice, std::uint64_t chain_id) {
  return Maker(dice, chain_id).run();
}

}  // namespace coldquill::laws
