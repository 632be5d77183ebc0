#include <coldquill/bitcoin/family.h>
#include <coldquill/bitcoin_message/family.h>
#include <coldquill/evm/family.h>
#include <coldquill/families/families.h>

namespace coldquill {

// An explicit table: objects that register themselves vanish from a static library.
std::span<const Family> families() {
  static const Family table[] = {
      family_of<bitcoin::Bitcoin>(),
      family_of<bitcoin_message::BitcoinMessage>(),
      family_of<evm::Evm>(),
  };
  return table;
}

}  // namespace coldquill
