// The EVM requests that ship in vectors/requests, as MetaMask makes them: the same bytes each time.
import { TypedDataEncoder, hashMessage, parseUnits } from 'ethers';
import { EvmWallet, askForMessage, askForTransaction, askForTyped, fingerprintOf, idOf, signRequest, transaction } from './evm.mjs';
import { wordsOf } from './keys.mjs';
import { erc20, permit, usdc } from './tokens.mjs';
import { film, picture, urParts } from './wrap.mjs';

const words = wordsOf('the demo wallet');
const wallet = new EvmWallet(words);
const key = wallet.key(0);
const stranger = new EvmWallet(wordsOf('somebody else')).key(0).address;

const plans = {
  metamask() {
    const tx = transaction({
      type: 2, chainId: 1n, nonce: 41, gasLimit: 65000n, maxFeePerGas: parseUnits('24.5', 'gwei'),
      maxPriorityFeePerGas: parseUnits('1.5', 'gwei'), to: usdc, data: erc20.encodeFunctionData('transfer', [stranger, 1250500000n]),
    });
    return { ask: { ...askForTransaction(tx), address: key.address }, raw: { 'request.txn': `${tx.unsignedSerialized.slice(2)}\n` },
      expect: { network: 'ethereum', chain_id: '1', nonce: '41', gas: '65000', value: '0', fee: `${tx.gasLimit * tx.maxFeePerGas}`,
        token: usdc, to: stranger, amount: '1250500000', shown: '1250.5 USDC', digest: tx.unsignedHash.slice(2),
        fingerprint: fingerprintOf.transaction(tx) } };
  },
  eip712() {
    const typed = permit(key.address, stranger, '75000000');
    const { EIP712Domain, ...types } = typed.types;
    return { fragment: 120, ask: { ...askForTyped(typed), address: key.address }, raw: { 'request.json': `${JSON.stringify(typed)}\n` },
      expect: { chain_id: '1', primary_type: 'Permit', contract: usdc, spender: stranger, value: '75000000',
        digest: TypedDataEncoder.hash(typed.domain, types, typed.message).slice(2), fingerprint: fingerprintOf.typed(typed) } };
  },
  personal() {
    const message = 'shop.example wants you to sign in.\n\nNonce: 6fQ2x91b\nIssued at: 2026-01-05T09:30:00Z';
    return { ask: { ...askForMessage(message), address: key.address }, raw: {},
      expect: { message, digest: hashMessage(message).slice(2), fingerprint: fingerprintOf.message(message) } };
  },
};
export const evmNames = Object.keys(plans);

/** Everything about one request: its CBOR, its wrappings, and what a review must say. */
export function evmDemo(name) {
  const { ask, raw, expect, fragment = 50 } = plans[name]();
  const how = { type: 'eth-sign-request', fragment };
  const id = idOf(name);
  const bytes = signRequest(wallet, key, { ...ask, id, origin: 'metamask' });
  const frames = film(bytes, { ...how, start: 2 });
  return { bytes, raw, frames, parts: urParts(bytes, how), pictures: frames.map((part) => picture(part)),
    expect: { words, path: key.path, from: key.address, ...expect, request_id: id, origin: 'metamask', master: wallet.fingerprint } };
}
