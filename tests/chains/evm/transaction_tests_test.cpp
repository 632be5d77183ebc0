#include <gtest/gtest.h>

#include <iostream>

#include "evm_vectors.h"

namespace coldquill::evm {
namespace {

using namespace test;

TEST(TransactionTests, Dump) {
  const Json cases = load_vectors("evm/transaction-tests")["cases"];
  for (const Json& c : cases) {
    std::string out = c["valid"].get<bool>() ? "valid" : c["error"].get<std::string>() + (c["of_a_node"].get<bool>() ? " NODE" : "");
    const auto tx = Evm::decode(raw_bytes(unhex(c["transaction"])));
    if (!tx) {
      out += " | decode " + std::string(tx.error().reason()) + " " + tx.error().what();
    } else {
      const auto plan = Evm::resolve(*tx, Context{});
      if (!plan) out += " | resolve " + std::string(plan.error().reason()) + " " + plan.error().what();
      else {
        out += " | fine " ;
        for (auto& w : plan->warnings) out += std::string(w.reason->id) + " ";
      }
    }
    std::cout << "@" << out << "   " << c["name"].get<std::string>() << " " << (c.value("as_unsigned",false)?"UNSIGNED":"") << "\n";
  }
}
}  // namespace
}  // namespace coldquill::evm
