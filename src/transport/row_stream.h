// A message in a row of QR codes (structured append, ISO/IEC 18004, 8): the codes say their place
// themselves, beside their content.
#pragma once

#include <coldquill/base/row_place.h>
#include <coldquill/transport/numbered_parts.h>
#include <coldquill/transport/part_stream.h>

namespace coldquill {

inline constexpr Reason E_ROW_PARITY{"E_ROW_PARITY", Errc::malformed,
                                     "Codes of two rows are mixed, or one was read wrongly: begin "
                                     "the scan again, with one row alone."};

class RowStream final : public PartStream {
 public:
  // What one code of a row holds. Codes of another total or parity are foreign. Fails with
  // E_PARTS_CONTRADICT; when the last code came and the parity of the whole is another, with
  // E_ROW_PARITY; when the whole is a secret, with E_SECRET_IN_PAYLOAD. After each of them nothing
  // that was collected counts.
  Result<Step> put_in_row(const RowPlace& place, ByteView content);

  // A code that is in no row is foreign.
  Result<Step> put(std::string_view text) override;
  [[nodiscard]] bool complete() const override { return parts_.complete(); }
  [[nodiscard]] Progress progress() const override;
  [[nodiscard]] std::vector<std::uint32_t> missing() const override { return parts_.missing(); }
  // What the whole holds, unwrapped: fails as unwrap does.
  Result<Unwrapped> take() override;

 private:
  Result<void> check_whole(std::uint8_t parity);

  NumberedParts parts_;
  std::size_t foreign_ = 0;
};

}  // namespace coldquill
