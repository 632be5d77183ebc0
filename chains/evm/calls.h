// What the data of a call tells a contract to do.
#pragma once

#include <coldquill/evm/transaction.h>

namespace coldquill::evm {

enum class CallKind {
  none,                // no data: coins are paid
  transfer,            // transfer(address,uint256): ERC-20; a few old NFTs
  transfer_from,       // transferFrom(address,address,uint256): ERC-20 and ERC-721
  approve,             // approve(address,uint256): ERC-20 and ERC-721
  increase_allowance,  // increaseAllowance(address,uint256), of ERC-20 as OpenZeppelin wrote it
  decrease_allowance,  // decreaseAllowance(address,uint256), the same
  approve_all,         // setApprovalForAll(address,bool): ERC-721 and ERC-1155
  send_nft,            // safeTransferFrom(address,address,uint256): ERC-721
  send_nft_bytes,      // the same with bytes for the recipient, and there are none
  send_items,  // safeTransferFrom(address,address,uint256,uint256,bytes) with none: ERC-1155
  creation,    // the data is the code of a new contract
  unknown,
};

struct Call {
  CallKind kind = CallKind::none;
  EvmAddress owner{};  // of those that name it: whose tokens are taken
  EvmAddress party{};  // recipient or spender
  // A token's smallest units; of a contract that has NFTs, it is which one in approve, transfer and
  // transfer_from. Of approve_all 1 for yes.
  Uint256 amount{};
  Uint256 id{};  // of those that can be nothing else: which NFT

  [[nodiscard]] bool token() const;
};

// A token call is recognised only in its one canonical form: written again, it gives the same
// bytes. Everything else with data is unknown.
Call read_call(const Transaction& tx);
// The same for data alone, wherever they stand; none when there are none.
Call read_call(ByteView data);
// The data of a token call.
Bytes write_call(const Call& call);

// "transfer(address,uint256)"; of token calls only.
std::string_view signature_of(CallKind kind);

// True for a call that makes a Safe execute with another operation than a call: code of somebody
// else's would run as the Safe itself and could hand it over. Whatever stands around it.
bool is_safe_delegatecall(ByteView data);

}  // namespace coldquill::evm
