#include <coldquill/transport/envelope.h>
#include <coldquill/transport/row_stream.h>

#include <numeric>

namespace coldquill {
namespace {

std::string joined(const std::vector<std::string>& texts) {
  return std::accumulate(texts.begin(), texts.end(), std::string());
}

std::uint8_t parity_of(ByteView content) {
  return std::accumulate(content.begin(), content.end(), std::uint8_t{0}, std::bit_xor<>());
}

}  // namespace

Result<Step> RowStream::put_in_row(const RowPlace& place, ByteView content) {
  if (place.total == 0 || place.total > most_in_row || place.index >= place.total) {
    return Error(E_BAD_PART, "number " + std::to_string(place.index + 1) + " in a row of " +
                                 std::to_string(place.total) + " QR codes");
  }
  const std::string identity(1, static_cast<char>(place.parity));
  CQ_TRY(step, parts_.put({place.index, place.total, identity, std::string(text_of(content))}));
  if (step == Step::foreign) ++foreign_;
  if (step == Step::accepted && complete()) CQ_CHECK(check_whole(place.parity));
  return step;
}

Result<void> RowStream::check_whole(std::uint8_t parity) {
  const std::string whole = joined(NumberedParts(parts_).take());
  auto good = refuse_secret_code(view_of(whole));
  if (good && parity_of(view_of(whole)) != parity) {
    good = Error(E_ROW_PARITY, "the codes of the row are there, and their parity is another");
  }
  if (!good) parts_ = NumberedParts();
  return good;
}

Result<Step> RowStream::put(std::string_view /*text*/) {
  ++foreign_;
  return Step::foreign;
}

Progress RowStream::progress() const {
  Progress progress = parts_.progress();
  progress.foreign = foreign_;
  return progress;
}

Result<Unwrapped> RowStream::take() {
  const std::size_t count = progress().total;
  CQ_TRY(out, unwrap(view_of(joined(parts_.take()))));
  if (count > 1) out.spoken += " in a row of " + std::to_string(count) + " codes";
  return out;
}

}  // namespace coldquill
