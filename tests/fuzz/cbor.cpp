// Any bytes as CBOR: what parses is written back exactly. And as each item of the UR registry: what
// is read says the same when it is written.
#include <coldquill/codec/cbor.h>
#include <coldquill/evm/sign_request.h>
#include <coldquill/keys/ur_accounts.h>

#include "fuzz.h"

using namespace coldquill;

namespace {

// read -> written -> read -> written: the two writings are the same.
template <class T>
void item_laws(const Cbor& item, Result<T> (*parse)(const Cbor&), Bytes (*write)(const T&)) {
  const auto value = parse(item);
  if (!value) return;
  const Bytes once = write(*value);
  const Cbor again = fuzz::must(parse_cbor(once));
  COLDQUILL_ASSERT(write(fuzz::must(parse(again))) == once);
}

template <UrGeneration generation>
Bytes written(const UrHdKey& key) {
  return ur_message(key, generation);
}
template <UrGeneration generation>
Bytes written(const UrAddress& address) {
  CborWriter out;
  write_ur(out, address, generation);
  return out.take();
}
template <UrGeneration generation>
Bytes written(const UrKey& key) {
  CborWriter out;
  write_ur(out, key, generation);
  return out.take();
}

void registry_laws(const Cbor& item) {
  item_laws(item, parse_ur_keypath, ur_message<UrKeyPath>);
  item_laws(item, parse_ur_coin_info, ur_message<UrCoinInfo>);
  item_laws(item, parse_ur_eckey, ur_message<UrEcKey>);
  item_laws(item, parse_ur_hdkey, written<UrGeneration::first>);
  item_laws(item, parse_ur_hdkey, written<UrGeneration::second>);
  item_laws(item, parse_ur_address, written<UrGeneration::first>);
  item_laws(item, parse_ur_address, written<UrGeneration::second>);
  item_laws(item, parse_ur_key, written<UrGeneration::first>);
  item_laws(item, parse_ur_key, written<UrGeneration::second>);
  item_laws(item, parse_ur_output, ur_message<UrOutput>);
  item_laws(item, parse_ur_descriptor, ur_message<UrDescriptor>);
  item_laws(item, parse_ur_account, ur_message<UrAccount>);
  item_laws(item, parse_ur_account_descriptor, ur_message<UrAccountDescriptor>);
  item_laws(item, parse_ur_multi_accounts, ur_message<UrMultiAccounts>);
}

void sign_request_laws(ByteView bytes) {
  const auto request = evm::parse_sign_request(bytes);
  if (!request) return;
  const Bytes once = evm::write_sign_request(*request);
  const auto again = fuzz::must(evm::parse_sign_request(once));
  COLDQUILL_ASSERT(evm::write_sign_request(again) == once);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  const auto item = parse_cbor(bytes);
  if (!item) return 0;
  COLDQUILL_ASSERT(equal(CborWriter().item(*item).view(), bytes));
  registry_laws(*item);
  sign_request_laws(bytes);
  return 0;
}
