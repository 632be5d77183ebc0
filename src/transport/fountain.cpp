#include <coldquill/codec/cbor.h>
#include <coldquill/codec/crc32.h>
#include <coldquill/transport/fountain.h>

#include <bit>
#include <cstring>

namespace coldquill {
namespace {

constexpr std::uint64_t highest = 0xffffffff;

// Thirty-two octets at a time: mixing and solving are nothing but this. other is no longer than
// into.
void exclusive_or(Bytes& into, ByteView other) {
  using Words = std::array<std::uint64_t, 4>;
  COLDQUILL_ASSERT(other.size() <= into.size());
  std::uint8_t* const to = into.data();
  const std::uint8_t* const from = other.data();
  const std::size_t size = other.size();
  std::size_t at = 0;
  for (Words a{}, b{}; size - at >= sizeof(Words); at += sizeof(Words)) {
    std::memcpy(a.data(), to + at, sizeof a);
    std::memcpy(b.data(), from + at, sizeof b);
    a = {a[0] ^ b[0], a[1] ^ b[1], a[2] ^ b[2], a[3] ^ b[3]};
    std::memcpy(to + at, a.data(), sizeof a);
  }
  for (; at < size; ++at) to[at] ^= from[at];
}

std::uint32_t parts_of(std::size_t message, std::size_t fragment) {
  return static_cast<std::uint32_t>((message + fragment - 1) / fragment);
}

// Distinct parts that are looked at.
std::size_t most_parts(std::size_t fragments) {
  return 2 * fragments + 64;
}

Error contradiction() {
  return {E_UR_CHECKSUM, "two parts contradict each other"};
}

bool is_header(const Cbor& item) {
  return item.is(CborKind::array) && item.items.size() == 5 &&
         std::all_of(item.items.begin(), item.items.begin() + 4,
                     [](const Cbor& n) { return n.is(CborKind::uint) && n.number <= highest; }) &&
         item.items[4].is(CborKind::bytes);
}

// The fragments just cover the message: no room for one more or one less.
bool fits(const FountainPart& part) {
  const std::uint64_t fragment = part.data.size();
  return part.seq_num > 0 && part.seq_len > 0 && fragment * part.seq_len >= part.message_len &&
         fragment * (part.seq_len - 1) < part.message_len;
}

}  // namespace

Bytes FountainPart::cbor() const {
  CborWriter out;
  out.array(5).uint(seq_num).uint(seq_len).uint(message_len).uint(checksum).bytes(data);
  return out.take();
}

Result<FountainPart> FountainPart::parse(ByteView cbor) {
  CQ_TRY(item, parse_cbor(cbor));
  if (!is_header(item)) return Error(E_BAD_UR, "a part without its five fields");
  const auto number = [&](std::size_t i) {
    return static_cast<std::uint32_t>(item.items[i].number);
  };
  FountainPart part{number(0), number(1), number(2), number(3), {}};
  if (part.seq_len > ur_most_parts)
    return Error(E_UR_TOO_LARGE, "the message is said to have " + std::to_string(part.seq_len) +
                                     " parts, and " + std::to_string(ur_most_parts) +
                                     " is the most");
  if (part.message_len > ur_largest_message)
    return Error(E_UR_TOO_LARGE, "the message is said to have " + std::to_string(part.message_len) +
                                     " bytes, and " + std::to_string(ur_largest_message) +
                                     " is the most");
  part.data = to_bytes(item.items[4].data);
  if (!fits(part)) return Error(E_BAD_UR, "a part whose sizes contradict one another");
  return part;
}

bool FountainPart::same_message(const FountainPart& other) const {
  return seq_len == other.seq_len && message_len == other.message_len && checksum == other.checksum;
}

std::size_t fragment_size(std::size_t message, std::size_t least, std::size_t largest) {
  COLDQUILL_ASSERT(least > 0 && least <= largest);
  const std::size_t most = std::max<std::size_t>(message / least, 1);
  std::size_t size = message;
  for (std::size_t parts = 2; size > largest && parts <= most; ++parts)
    size = (message + parts - 1) / parts;
  return size;
}

FountainEncoder::FountainEncoder(Bytes message, std::size_t fragment)
    : message_(std::move(message)),
      fragment_(fragment),
      seq_len_(parts_of(message_.size(), fragment)),
      checksum_(crc32(message_)),
      mix_(seq_len_, checksum_) {
  COLDQUILL_ASSERT(!message_.empty() && message_.size() <= ur_largest_message);
}

FountainPart FountainEncoder::part(std::uint32_t seq_num) const {
  COLDQUILL_ASSERT(seq_num > 0);
  Bytes data(fragment_);
  for (const auto index : mix_.fragments(seq_num)) {
    const auto rest = ByteView(message_).subspan(index * fragment_);
    exclusive_or(data, rest.first(std::min(fragment_, rest.size())));
  }
  return {seq_num, seq_len_, static_cast<std::uint32_t>(message_.size()), checksum_,
          std::move(data)};
}

void FountainDecoder::Row::add(const Row& other) {
  for (std::size_t i = 0; i < mask.size(); ++i) mask[i] ^= other.mask[i];
  exclusive_or(data, other.data);
}

bool FountainDecoder::Row::has(std::uint32_t fragment) const {
  return (mask[fragment / 64] >> (fragment % 64) & 1u) != 0;
}

FountainDecoder::FountainDecoder(const FountainPart& first)
    : announced_{0, first.seq_len, first.message_len, first.checksum, {}},
      fragment_(first.data.size()),
      mix_(first.seq_len, first.checksum),
      rows_(first.seq_len) {}

Result<bool> FountainDecoder::put(FountainPart part) {
  COLDQUILL_ASSERT(part.same_message(announced_) && part.data.size() == fragment_);
  const std::uint32_t checksum = crc32(part.data);
  if (const auto before = put_in_.find(part.seq_num); before != put_in_.end()) {
    if (before->second != checksum) return contradiction();
    return false;
  }
  if (put_in_.size() >= most_parts(total())) return false;
  put_in_.emplace(part.seq_num, checksum);
  Row row{std::vector<std::uint64_t>((total() + 63) / 64), std::move(part.data)};
  for (const auto index : mix_.fragments(part.seq_num))
    row.mask[index / 64] |= std::uint64_t{1} << (index % 64);
  return put_row(std::move(row));
}

// Elimination as it comes: whenever a row begins at the lowest fragment that is left, it is added,
// which takes that fragment out. What remains is new, or nothing.
Result<bool> FountainDecoder::put_row(Row row) {
  for (std::size_t word = 0; word < row.mask.size(); ++word) {
    while (row.mask[word] != 0) {
      Row& place = rows_[word * 64 + static_cast<std::size_t>(std::countr_zero(row.mask[word]))];
      if (place.mask.empty()) {
        place = std::move(row);
        ++useful_;
        return true;
      }
      row.add(place);
    }
  }
  const bool agrees = std::ranges::all_of(row.data, [](auto octet) { return octet == 0; });
  if (!agrees) return contradiction();
  return false;
}

// No row begins at these: whatever is known of them hangs together with others.
std::vector<std::uint32_t> FountainDecoder::missing() const {
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < total(); ++i) {
    if (rows_[i].mask.empty()) out.push_back(i + 1);
  }
  return out;
}

Result<Bytes> FountainDecoder::solve() && {
  COLDQUILL_ASSERT(complete());
  // From the last fragment to the first: the rows above a row are fragments already.
  for (std::uint32_t row = total(); row-- > 0;)
    for (std::uint32_t above = row + 1; above < total(); ++above)
      if (rows_[row].has(above)) exclusive_or(rows_[row].data, rows_[above].data);
  Bytes message;
  message.reserve(total() * fragment_);
  for (const auto& row : rows_) append(message, row.data);
  const auto padding = ByteView(message).subspan(announced_.message_len);
  const bool padded = std::ranges::all_of(padding, [](auto octet) { return octet == 0; });
  message.resize(announced_.message_len);
  if (!padded || crc32(message) != announced_.checksum)
    return Error(E_UR_CHECKSUM, "the checksum of the whole message does not match");
  return message;
}

}  // namespace coldquill
