#include <coldquill/base/reader.h>
#include <coldquill/base/writer.h>
#include <coldquill/model/sealed_draft.h>

namespace coldquill {
namespace {

constexpr std::string_view magic = "CQSD\x03";
// No honest request asks for more signatures than a block could hold inputs.
constexpr std::uint32_t most_jobs = 100'000;
// Nor is anybody asked more often.
constexpr std::uint32_t most_acknowledgements = 10'000;

void write_scheme(Writer& out, const Scheme& scheme) {
  out.u8(static_cast<std::uint8_t>(scheme.kind));
  if (!scheme.output) {
    out.u8(0);
    return;
  }
  out.u8(scheme.output->merkle_root ? 2 : 1).bytes(scheme.output->key);
  if (scheme.output->merkle_root) out.bytes(*scheme.output->merkle_root);
}

void write_job(Writer& out, const SigningJob& job) {
  write_scheme(out, job.scheme);
  out.bytes(job.key.origin.fingerprint.bytes);
  out.u8(static_cast<std::uint8_t>(job.key.origin.path.size()));
  for (const auto step : job.key.origin.path) out.u32be(step);
  out.bytes(job.key.public_key.coordinates()).bytes(job.digest);
}

Scheme read_scheme(Reader& in) {
  const std::uint8_t kind = in.u8();
  const std::uint8_t parts = in.u8();
  in.require(kind >= 1 && kind <= 3 && parts <= 2, E_MALFORMED, "an unknown signature scheme");
  Scheme scheme{static_cast<SchemeKind>(kind)};
  if (parts >= 1) scheme.output = TaprootOutput{in.array<32>()};
  if (parts == 2) scheme.output->merkle_root = in.array<32>();
  return scheme;
}

KeyOrigin read_origin(Reader& in) {
  KeyOrigin origin{{in.array<4>()}, {}};
  const std::uint8_t depth = in.u8();
  for (unsigned i = 0; i < depth && in.ok(); ++i) origin.path.push_back(in.u32be());
  return origin;
}

void read_job(Reader& in, std::vector<SigningJob>& jobs) {
  const Scheme scheme = read_scheme(in);
  KeyOrigin origin = read_origin(in);
  auto key = PublicKey::from_coordinates(in.array<64>());
  const Digest32 digest = in.array<32>();
  if (!in.require(key.ok(), E_MALFORMED, "a job whose public key is none")) return;
  jobs.push_back({{std::move(origin), *key}, scheme, digest});
}

std::string read_text(Reader& in, std::uint32_t length) {
  return std::string(text_of(in.bytes(length)));
}

}  // namespace

Bytes SealedDraft::seal(const Fingerprint& fingerprint, std::string_view text,
                        std::span<const Acknowledgement> acknowledgements,
                        std::span<const SigningJob> jobs) {
  Writer out;
  out.text(magic).bytes(fingerprint.bytes);
  out.u32be(static_cast<std::uint32_t>(text.size())).text(text);
  out.u32be(static_cast<std::uint32_t>(acknowledgements.size()));
  for (const auto& [reason, token] : acknowledgements) {
    out.u8(static_cast<std::uint8_t>(reason.size())).text(reason).bytes(token.bytes);
  }
  out.u32be(static_cast<std::uint32_t>(jobs.size()));
  for (const SigningJob& job : jobs) write_job(out, job);
  return out.take();
}

Result<SealedDraft> SealedDraft::open(Bytes bytes) {
  SealedDraft draft;
  draft.bytes_ = std::move(bytes);
  Reader in(draft.bytes_);
  in.field("sealed draft");
  in.require(text_of(in.bytes(magic.size())) == magic, E_MALFORMED, "this is no sealed draft");
  draft.fingerprint_ = {in.array<32>()};
  draft.text_ = read_text(in, in.u32be());
  const std::uint32_t needed = in.u32be();
  in.require(needed <= most_acknowledgements, E_TOO_LARGE, "too many warnings");
  for (std::uint32_t i = 0; i < needed && in.ok(); ++i) {
    std::string reason = read_text(in, in.u8());
    draft.needed_.push_back({std::move(reason), {in.array<16>()}});
  }
  const std::uint32_t jobs = in.u32be();
  in.require(jobs <= most_jobs, E_TOO_LARGE, "too many signatures are asked for");
  for (std::uint32_t i = 0; i < jobs && in.ok(); ++i) read_job(in, draft.jobs_);
  CQ_CHECK(in.finish());
  return draft;
}

}  // namespace coldquill
