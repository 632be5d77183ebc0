#include "film.h"

#include <coldquill/base/text.h>
#include <coldquill/scan_protocol/film_kind.h>
#include <unistd.h>

#include "film_grey.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/log.h>
}

namespace coldquill {
namespace {

// The decoders by name: whatever else this libav was built with is never reached.
struct Coder {
  AVCodecID id;
  const char* decoder;
};
constexpr Coder coders[] = {
    {AV_CODEC_ID_H264, "h264"}, {AV_CODEC_ID_HEVC, "hevc"},    {AV_CODEC_ID_VP8, "vp8"},
    {AV_CODEC_ID_VP9, "vp9"},   {AV_CODEC_ID_AV1, "libdav1d"}, {AV_CODEC_ID_GIF, "gif"},
};

constexpr std::size_t largest_block = 192u << 20;  // of memory, for libav
constexpr int read_at_once = 1 << 16;
constexpr unsigned most_tracks = 32;

struct CloseInput {
  void operator()(AVFormatContext* one) const { avformat_close_input(&one); }
};
struct FreeCoder {
  void operator()(AVCodecContext* one) const { avcodec_free_context(&one); }
};
struct FreePacket {
  void operator()(AVPacket* one) const { av_packet_free(&one); }
};
struct FreeFrame {
  void operator()(AVFrame* one) const { av_frame_free(&one); }
};
struct FreeReader {
  void operator()(AVIOContext* one) const {
    av_freep(static_cast<void*>(&one->buffer));
    avio_context_free(&one);
  }
};

Error broken(std::string why) {
  return {E_BAD_PICTURE, std::move(why)};
}

Error broken(std::string_view what, int error) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> why{};
  av_strerror(error, why.data(), why.size());
  return broken(std::string(what) + ": " + escape_text(std::string_view(why.data())));
}

int descriptor_of(void* opaque) {
  return *static_cast<const int*>(opaque);
}

int read_film(void* opaque, std::uint8_t* to, int size) {
  const ssize_t n = ::read(descriptor_of(opaque), to, static_cast<std::size_t>(size));
  if (n == 0) return AVERROR_EOF;
  return n < 0 ? AVERROR(EIO) : static_cast<int>(n);
}

std::int64_t seek_film(void* opaque, std::int64_t offset, int whence) {
  const int fd = descriptor_of(opaque);
  if ((whence & AVSEEK_SIZE) == 0) return ::lseek(fd, offset, whence & ~AVSEEK_FORCE);
  const off_t here = ::lseek(fd, 0, SEEK_CUR);
  const off_t end = ::lseek(fd, 0, SEEK_END);
  return ::lseek(fd, here, SEEK_SET) == here ? end : AVERROR(EIO);
}

// A film that names further files, or a network, gets none.
int open_nothing(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
  return AVERROR(EACCES);
}

// What libav calls it; nullptr for what is not for libav.
const char* container_of(ByteView head) {
  const auto kind = film_kind(head);
  if (kind == FilmKind::mp4) return "mov";
  if (kind == FilmKind::webm) return "matroska";
  return kind == FilmKind::gif ? "gif" : nullptr;
}

Result<void> check_film_size(int width, int height) {
  CQ_CHECK(check_size(static_cast<std::uint64_t>(std::max(0, width)),
                      static_cast<std::uint64_t>(std::max(0, height))));
  if (std::uint64_t(width) * std::uint64_t(height) <= most_film_pixels) return {};
  return Error(E_PICTURE_TOO_LARGE, "the film has " + std::to_string(width) + " x " +
                                        std::to_string(height) + " pixels, the limit is " +
                                        std::to_string(most_film_pixels) + " in all");
}

class Film final : public FrameSource {
 public:
  explicit Film(int descriptor) : descriptor_(descriptor) {}
  Result<void> open();
  Result<std::optional<Picture>> next() override;

 private:
  Result<void> open_container(const AVInputFormat* format);
  Result<void> open_coder(const AVCodecParameters& told);
  Result<bool> decode();  // false at the end
  Result<bool> feed();

  int descriptor_;
  std::unique_ptr<AVIOContext, FreeReader> reader_;
  std::unique_ptr<AVFormatContext, CloseInput> input_;
  std::unique_ptr<AVCodecContext, FreeCoder> coder_;
  std::unique_ptr<AVPacket, FreePacket> packet_{av_packet_alloc()};
  std::unique_ptr<AVFrame, FreeFrame> frame_{av_frame_alloc()};
  int track_ = -1;
  bool at_end_ = false;
  std::size_t frames_ = 0;
  std::size_t still_ = 0;  // frames since the last one that was given
  Picture last_;
};

Result<void> Film::open() {
  ByteArray<film_head> head{};
  const bool begun = ::lseek(descriptor_, 0, SEEK_SET) == 0;
  const ssize_t have = begun ? ::read(descriptor_, head.data(), head.size()) : -1;
  if (begun) ::lseek(descriptor_, 0, SEEK_SET);
  const char* name = have == ssize_t{head.size()} ? container_of(head) : nullptr;
  if (name == nullptr) return broken("this is no MP4, WebM or GIF film");
  const AVInputFormat* format = av_find_input_format(name);
  if (format == nullptr) return broken("libav on this machine cannot read " + std::string(name));
  CQ_CHECK(open_container(format));
  track_ = av_find_best_stream(input_.get(), AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
  if (track_ < 0) return broken("the file has no pictures that move");
  for (unsigned i = 0; i < input_->nb_streams; ++i) {
    if (static_cast<int>(i) != track_) input_->streams[i]->discard = AVDISCARD_ALL;
  }
  return open_coder(*input_->streams[track_]->codecpar);
}

Result<void> Film::open_container(const AVInputFormat* format) {
  auto* buffer = static_cast<unsigned char*>(av_malloc(read_at_once));
  reader_.reset(
      avio_alloc_context(buffer, read_at_once, 0, &descriptor_, read_film, nullptr, seek_film));
  AVFormatContext* input = avformat_alloc_context();
  if (!reader_ || input == nullptr) return broken("no memory for this film");
  input->pb = reader_.get();
  input->flags |= AVFMT_FLAG_CUSTOM_IO;
  input->io_open = open_nothing;
  input->max_streams = most_tracks;
  if (const int error = avformat_open_input(&input, "", format, nullptr); error < 0) {
    return broken("the film cannot be opened", error);  // libav has freed the input
  }
  input_.reset(input);
  return {};
}

Result<void> Film::open_coder(const AVCodecParameters& told) {
  const auto known = std::ranges::find(coders, told.codec_id, &Coder::id);
  const AVCodec* decoder =
      known == std::end(coders) ? nullptr : avcodec_find_decoder_by_name(known->decoder);
  if (decoder == nullptr) {
    return broken("the film is coded as " +
                  escape_text(std::string_view(avcodec_get_name(told.codec_id))) +
                  ", which is not read");
  }
  // Some containers do not tell the size; then the first frame does.
  if (told.width != 0 || told.height != 0) CQ_CHECK(check_film_size(told.width, told.height));
  coder_.reset(avcodec_alloc_context3(decoder));
  if (!coder_ || avcodec_parameters_to_context(coder_.get(), &told) < 0) {
    return broken("no memory for this film");
  }
  coder_->thread_count = 1;
  coder_->max_pixels = static_cast<std::int64_t>(most_film_pixels);
  if (const int error = avcodec_open2(coder_.get(), decoder, nullptr); error < 0) {
    return broken("the film cannot be decoded", error);
  }
  return {};
}

// Gives the decoder something; false when there is nothing more to give.
Result<bool> Film::feed() {
  if (at_end_) return false;
  const int error = av_read_frame(input_.get(), packet_.get());
  at_end_ = error < 0;
  if (!at_end_ && packet_->stream_index != track_) {
    av_packet_unref(packet_.get());
    return true;
  }
  // What is damaged is left out: the frames after it may be whole.
  avcodec_send_packet(coder_.get(), at_end_ ? nullptr : packet_.get());
  av_packet_unref(packet_.get());
  return true;
}

Result<bool> Film::decode() {
  for (;;) {
    const int error = avcodec_receive_frame(coder_.get(), frame_.get());
    if (error == 0) return true;
    if (error == AVERROR_EOF) return false;
    CQ_TRY(fed, feed());
    if (!fed) return false;
  }
}

Result<std::optional<Picture>> Film::next() {
  for (;;) {
    CQ_TRY(more, decode());
    if (!more && frames_ == 0) return broken("the film has no frame that can be decoded");
    if (!more || ++frames_ > most_film_frames) return std::optional<Picture>();
    CQ_CHECK(check_film_size(frame_->width, frame_->height));
    CQ_TRY(picture, grey_of(*frame_));
    av_frame_unref(frame_.get());
    if (is_same_picture(last_, picture) && ++still_ < most_still_frames) continue;
    still_ = 0;
    last_ = picture;
    return std::optional(std::move(picture));
  }
}

}  // namespace

Result<std::unique_ptr<FrameSource>> open_film(int descriptor) {
  av_log_set_level(AV_LOG_QUIET);
  av_max_alloc(largest_block);
  auto film = std::make_unique<Film>(descriptor);
  CQ_CHECK(film->open());
  return std::unique_ptr<FrameSource>(std::move(film));
}

}  // namespace coldquill
