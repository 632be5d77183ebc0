#include <coldquill/codec/secret_shapes.h>
#include <coldquill/transport/bbqr.h>
#include <coldquill/transport/part_stream.h>
#include <coldquill/transport/specter.h>
#include <coldquill/transport/ur.h>
#include <coldquill/transport/ur1.h>

#include "plain_texts.h"

namespace coldquill {
namespace {

std::string in_parts(std::size_t parts) {
  return parts == 1 ? std::string() : " in " + std::to_string(parts) + " parts";
}

class UrStream final : public PartStream {
 public:
  // A part of a secret's UR type is refused before it is put together with others, and what turns
  // out to hold a private key as soon as that can be seen.
  Result<Step> put(std::string_view text) override {
    CQ_TRY(step, collector_.put(text));
    const UrMessage* whole = collector_.message();
    const auto shape =
        whole == nullptr ? secret_ur_type(collector_.type()) : secret_ur(whole->type, whole->cbor);
    if (shape.empty()) return step;
    collector_ = UrCollector();
    return Error(E_SECRET_IN_PAYLOAD, "this looks like " + std::string(shape));
  }
  [[nodiscard]] bool complete() const override { return collector_.complete(); }
  [[nodiscard]] Progress progress() const override { return collector_.progress(); }
  [[nodiscard]] std::vector<std::uint32_t> missing() const override { return collector_.missing(); }

  Result<Unwrapped> take() override {
    Unwrapped out;
    out.wrapping = Wrapping::ur;
    out.fragment = collector_.fragment();
    out.spoken = "UR " + collector_.type() + in_parts(collector_.progress().total);
    UrMessage message = collector_.take();
    out.ur_type = std::move(message.type);
    out.bytes = std::move(message.cbor);
    return out;
  }

 private:
  UrCollector collector_;
};

// One of the dialects whose parts are numbered.
struct Dialect {
  Wrapping wrapping;
  bool (*is_part)(std::string_view text);
  Result<NumberedPart> (*parse)(std::string_view text);
  // From the identity that all parts share, and what they carry.
  Result<Unwrapped> (*join)(const std::string& identity, const std::vector<std::string>& texts);
};

Result<Unwrapped> bbqr_of(const std::string& identity, const std::vector<std::string>& texts) {
  CQ_TRY(bytes, join_bbqr(identity, texts));
  Unwrapped out;
  out.bytes = std::move(bytes);
  out.spoken = "BBQr" + in_parts(texts.size());
  return out;
}

Result<Unwrapped> ur1_of(const std::string& identity, const std::vector<std::string>& texts) {
  CQ_TRY(cbor, join_ur1(identity, texts));
  Unwrapped out;
  out.ur_type = "bytes";
  out.bytes = std::move(cbor);
  out.spoken = "UR bytes of the first version" + in_parts(texts.size());
  return out;
}

Result<Unwrapped> specter_of(const std::string& /*identity*/,
                             const std::vector<std::string>& texts) {
  std::string all;
  std::string apart;  // a word in each part is a secret too
  for (const std::string& text : texts) {
    all += text;
    apart += text + " ";
  }
  for (const std::string& candidate : {all, apart}) {
    const auto shape = secret_shape(candidate);
    if (!shape.empty()) return Error(E_SECRET_IN_PAYLOAD, "this looks like " + std::string(shape));
  }
  CQ_TRY(out, plain_text(view_of(all)));
  out.spoken = out.spoken + in_parts(texts.size());
  return out;
}

constexpr Dialect dialects[] = {
    {Wrapping::ur1, is_ur1, parse_ur1, ur1_of},
    {Wrapping::bbqr, is_bbqr, parse_bbqr, bbqr_of},
    {Wrapping::specter, is_specter, parse_specter, specter_of},
};

class NumberedStream final : public PartStream {
 public:
  explicit NumberedStream(const Dialect& dialect) : dialect_(dialect) {}

  Result<Step> put(std::string_view text) override {
    if (!dialect_.is_part(text)) return foreign();
    CQ_TRY(part, dialect_.parse(text));
    const std::string identity = part.identity;
    CQ_TRY(step, parts_.put(std::move(part)));
    if (step == Step::foreign) return foreign();
    identity_ = identity;
    return step;
  }
  [[nodiscard]] bool complete() const override { return parts_.complete(); }
  [[nodiscard]] Progress progress() const override {
    Progress progress = parts_.progress();
    progress.foreign = foreign_;
    return progress;
  }
  [[nodiscard]] std::vector<std::uint32_t> missing() const override { return parts_.missing(); }

  Result<Unwrapped> take() override {
    const std::size_t fragment = parts_.largest();
    const std::size_t count = parts_.progress().total;
    CQ_TRY(out, dialect_.join(identity_, parts_.take()));
    if (out.bytes.empty()) return Error(E_EMPTY_PAYLOAD, "the parts hold nothing");
    out.wrapping = dialect_.wrapping;
    out.fragment = count == 1 ? 0 : fragment;
    return out;
  }

 private:
  Step foreign() {
    ++foreign_;
    return Step::foreign;
  }

  const Dialect& dialect_;
  NumberedParts parts_;
  std::string identity_;
  std::size_t foreign_ = 0;
};

}  // namespace

std::unique_ptr<PartStream> stream_for(std::string_view text) {
  for (const Dialect& dialect : dialects) {
    if (dialect.is_part(text)) return std::make_unique<NumberedStream>(dialect);
  }
  if (is_ur(text)) return std::make_unique<UrStream>();
  return nullptr;
}

}  // namespace coldquill
