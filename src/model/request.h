// Request: a decoded payload whose family only its makers know.
#pragma once

#include <coldquill/model/draft.h>
#include <coldquill/model/facets.h>
#include <coldquill/model/family.h>

namespace coldquill {

class Request {
 public:
  virtual ~Request() = default;
  [[nodiscard]] virtual Fingerprint fingerprint() const = 0;
  [[nodiscard]] virtual std::vector<KeyOrigin> key_origins() const = 0;
  // Resolves and describes. The only maker of a Draft. Fails with E_REVIEW_TOO_LONG too.
  [[nodiscard]] virtual Result<Draft> prepare(const Context& context) const = 0;
  // What several people signed, merged. Fails when the other is of another family.
  [[nodiscard]] virtual Result<std::unique_ptr<Request>> combine(const Request& other) const = 0;
  [[nodiscard]] virtual Result<std::vector<Answer>> answers() const = 0;
};

inline constexpr Reason E_DIFFERENT_REQUESTS{
    "E_DIFFERENT_REQUESTS", Errc::refused,
    "Only signed copies of one and the same request can be combined."};

template <class F>
class RequestOf final : public Request {
 public:
  static_assert(FamilyOf<F>);
  using Tx = typename F::Tx;
  using Plan = typename F::Plan;

  explicit RequestOf(Tx tx) : tx_(std::move(tx)) {}

  [[nodiscard]] const Tx& tx() const { return tx_; }

  [[nodiscard]] Fingerprint fingerprint() const override {
    return {sha256(view_of(F::content(tx_)))};
  }
  [[nodiscard]] std::vector<KeyOrigin> key_origins() const override { return F::key_origins(tx_); }

  [[nodiscard]] Result<Draft> prepare(const Context& context) const override {
    CQ_TRY(plan, F::resolve(tx_, context));
    Review review = F::describe(plan);
    const std::string text = review.text();
    CQ_CHECK(check_review_length(text));
    std::vector<SigningJob> jobs = plan.jobs;
    return Draft(std::move(review), text, fingerprint(), std::move(jobs),
                 std::make_unique<Body>(std::move(plan)));
  }

  [[nodiscard]] Result<std::unique_ptr<Request>> combine(const Request& other) const override {
    const auto* same = dynamic_cast<const RequestOf*>(&other);
    if (same == nullptr || same->fingerprint() != fingerprint()) {
      return Error(E_DIFFERENT_REQUESTS, "these are not copies of one request");
    }
    CQ_TRY(merged, F::combine(tx_, same->tx_));
    return std::unique_ptr<Request>(std::make_unique<RequestOf>(std::move(merged)));
  }
  [[nodiscard]] Result<std::vector<Answer>> answers() const override { return F::answers(tx_); }

 private:
  class Body final : public DraftBody {
   public:
    explicit Body(Plan plan) : plan_(std::move(plan)) {}
    [[nodiscard]] Result<Outcome> attach(std::span<const Signature> signatures) const override {
      CQ_TRY(tx, F::attach(plan_, signatures));
      CQ_TRY(answers, F::answers(tx));
      return Outcome{std::move(answers), F::carried(plan_, signatures)};
    }

   private:
    Plan plan_;
  };

  Tx tx_;
};

// decode -> resolve -> describe in one step, for a family that is known when this is compiled.
template <FamilyOf F>
Result<Draft> prepare(const Payload& payload, const Context& context) {
  CQ_TRY(tx, F::decode(payload));
  return RequestOf<F>(std::move(tx)).prepare(context);
}

// A family as data and functions, for tables of families.
struct Family {
  std::string_view name;
  std::span<const PayloadKind> kinds;
  std::span<const Network> networks;
  std::span<const AddressType> address_types;
  std::optional<std::string_view> (*recognise)(ByteView);
  Result<std::unique_ptr<Request>> (*decode)(const Payload&);
  Result<std::string> (*address)(const PublicKey&, std::string_view network, std::string_view type);
  Result<std::optional<std::string>> (*read_address)(std::string_view text,
                                                     std::string_view network);
  Facets facets;
};

template <FamilyOf F>
Family family_of() {
  return {F::name,
          F::kinds(),
          F::networks(),
          F::address_types(),
          &F::recognise,
          [](const Payload& payload) -> Result<std::unique_ptr<Request>> {
            CQ_TRY(tx, F::decode(payload));
            return std::unique_ptr<Request>(std::make_unique<RequestOf<F>>(std::move(tx)));
          },
          &F::address,
          &F::read_address,
          F::facets()};
}

}  // namespace coldquill
