#include "by_frames.h"

#include "answer_frames.h"
#include "pipe.h"

namespace coldquill {

Result<void> answer_frames(Incomplete incomplete, Pace pace) {
  CQ_TRY(work, work_for(frames_descriptor));
  CQ_TRY(missing, lock_down(incomplete, work));
  CQ_CHECK(say({ScanKind::ready, to_bytes(view_of(missing))}));
  return answer_questions(open_frames(frames_descriptor, work, pace),
                          work == Work::camera ? Shown::again : Shown::once, work_for_one_picture);
}

}  // namespace coldquill
