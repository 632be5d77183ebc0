// Calls and typed data that people meet, for the requests of these tests.
import { Interface } from 'ethers';

export const usdc = '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48';
export const erc20 = new Interface([
  'function transfer(address to, uint256 amount)', 'function transferFrom(address from, address to, uint256 amount)',
  'function approve(address spender, uint256 amount)',
]);

/** A permit of USDC on Ethereum (EIP-2612). */
export const permit = (owner, spender, value) => ({
  types: {
    EIP712Domain: [{ name: 'name', type: 'string' }, { name: 'version', type: 'string' }, { name: 'chainId', type: 'uint256' },
      { name: 'verifyingContract', type: 'address' }],
    Permit: [{ name: 'owner', type: 'address' }, { name: 'spender', type: 'address' }, { name: 'value', type: 'uint256' },
      { name: 'nonce', type: 'uint256' }, { name: 'deadline', type: 'uint256' }],
  },
  primaryType: 'Permit',
  domain: { name: 'USD Coin', version: '2', chainId: 1, verifyingContract: usdc },
  message: { owner, spender, value, nonce: '7', deadline: '1893456000' },
});

/** Nested structs, arrays of them, every kind of atom (EIP-712 v4). */
export const mail = (from, to) => ({
  types: {
    EIP712Domain: [{ name: 'name', type: 'string' }, { name: 'version', type: 'string' }, { name: 'chainId', type: 'uint256' },
      { name: 'verifyingContract', type: 'address' }, { name: 'salt', type: 'bytes32' }],
    Person: [{ name: 'name', type: 'string' }, { name: 'wallets', type: 'address[]' }],
    Attachment: [{ name: 'hash', type: 'bytes32' }, { name: 'data', type: 'bytes' }, { name: 'sizes', type: 'uint32[2][]' }],
    Mail: [{ name: 'from', type: 'Person' }, { name: 'to', type: 'Person[]' }, { name: 'contents', type: 'string' },
      { name: 'attachments', type: 'Attachment[]' }, { name: 'urgent', type: 'bool' }, { name: 'offset', type: 'int16' }],
  },
  primaryType: 'Mail',
  domain: { name: 'Ether Mail', version: '1', chainId: 137, verifyingContract: to, salt: `0x${'5a'.repeat(32)}` },
  message: {
    from: { name: 'Cow', wallets: [from] },
    to: [{ name: 'Bob', wallets: [to, from] }, { name: 'Zoë', wallets: [] }],
    contents: 'Hello, Bob!\nIs this a “new” line?',
    attachments: [{ hash: `0x${'01'.repeat(32)}`, data: '0xdeadbeef', sizes: [[1, 2], [3, 4294967295]] }],
    urgent: true, offset: -300,
  },
});
