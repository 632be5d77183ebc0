// Any bytes as a wallet file, as its public part and as its body: what is taken is written back
// exactly, and no file asks for a costlier password hash than the limits. Argon2id itself never
// runs here.
#include "fuzz.h"
#include "wallet_body.h"
#include "wallet_image.h"

using namespace coldquill;

namespace {

void file_laws(ByteView bytes) {
  const auto image = WalletImage::parse(bytes);
  if (!image) return;
  Bytes again = image->header_bytes;
  for (const Bytes* part : {&image->wrapped_key, &image->body, &image->public_part}) {
    append(again, *part);
  }
  COLDQUILL_ASSERT(equal(again, bytes));
  const PasswordCost& cost = image->header.cost;
  COLDQUILL_ASSERT(cost.memory_kib >= 64u << 10 && cost.memory_kib <= 2048u << 10);
  COLDQUILL_ASSERT(cost.passes >= 2 && cost.passes <= 16);
  // No key: nothing opens.
  COLDQUILL_ASSERT(!image->open(SecretBytes(32, VaultAccess{})).ok());
}

void public_part_laws(ByteView bytes) {
  const auto entries = read_public_part(bytes);
  if (entries) COLDQUILL_ASSERT(equal(write_public_part(*entries), bytes));
}

// The padding tells nothing, and may be longer than we write it.
void body_laws(ByteView bytes) {
  const auto body = read_body(SecretBytes(bytes, VaultAccess{}));
  if (!body) return;
  const SecretBytes again = write_body(*body);
  const ByteView written = again.view(VaultAccess{});
  const std::size_t common = std::min(written.size(), bytes.size());
  COLDQUILL_ASSERT(equal(written.first(common), bytes.first(common)));
  const ByteView rest = written.size() > common ? written.subspan(common) : bytes.subspan(common);
  COLDQUILL_ASSERT(std::ranges::count(rest, 0) == std::ssize(rest));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  file_laws(bytes);
  public_part_laws(bytes);
  body_laws(bytes);
  return 0;
}
