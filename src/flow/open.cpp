#include <coldquill/flow/open.h>

namespace coldquill {

Result<Opened> open(Intake intake, std::string_view as, const std::vector<Bytes>& previous) {
  // The request will hold every byte itself: of the content only what describes it is kept.
  Unwrapped content = std::move(intake.content);
  intake.content = {content.wrapping, content.ur_type, content.fragment, {}, {}, content.spoken};
  CQ_TRY(known, recognise(std::move(content), as));
  known.payload.more.insert(known.payload.more.end(), previous.begin(), previous.end());
  CQ_TRY(request, known.family->decode(known.payload));
  return Opened{std::move(intake), known.family, known.kind, std::move(known.spoken),
                std::move(request)};
}

Result<OpenedList> open_all(const std::vector<std::string>& names, std::string_view as,
                            const std::vector<Bytes>& previous, const Looking& looking) {
  OpenedList out;
  // A kind that is named overrules what the content looks like, for every file of a folder too.
  const Take take = as.empty() ? Take::requests : Take::everything;
  for (const std::string& name : names) {
    CQ_TRY(list, take_in(name, take, looking));
    out.skipped.insert(out.skipped.end(), list.skipped.begin(), list.skipped.end());
    for (Intake& intake : list.payloads) {
      const std::string place = intake.name;
      CQ_TRY(opened, open(std::move(intake), as, previous).in(place));
      out.requests.push_back(std::move(opened));
    }
  }
  return out;
}

}  // namespace coldquill
