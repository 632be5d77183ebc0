// How ethers and viem are asked to sign what the corpus holds for EVM networks, as their own documentation does it.
import { createRequire } from 'node:module';
import { HDNodeWallet, Transaction, hexlify, recoverAddress } from 'ethers';
import { parseTransaction } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { readUr } from '../lib/wrap.mjs';
import { remembered } from './bitcoin-peers.mjs';

const { DataType, EthSignRequest } = createRequire(import.meta.url)('@keystonehq/bc-ur-registry-eth');
const usual = "m/44'/60'/0'/0/0";
const textOf = (data) => Buffer.from(data).toString('utf8');
const bytesOf = (data) => new Uint8Array(Buffer.from(textOf(data).trim().replace(/^0x/, ''), 'hex'));

/** Nothing that a library of this kind is asked. */
export class NotApplicable extends Error {}

/** JSON as every program reads it; what is none never reaches the library. */
function json(data) {
  try {
    return JSON.parse(textOf(data));
  } catch {
    throw new NotApplicable('not JSON');
  }
}

/** An eth-sign-request by MetaMask's own reader: which form, its data, and the path of the key. */
function unwrapped(data) {
  try {
    const { bytes } = readUr(textOf(data).trim().split('\n'));
    const request = EthSignRequest.fromCBOR(Buffer.from(bytes));
    const form = { [DataType.transaction]: 'transaction', [DataType.typedTransaction]: 'transaction',
      [DataType.typedData]: 'typed', [DataType.personalMessage]: 'message' }[request.getDataType()];
    return { form, data: new Uint8Array(request.getSignData()), path: `m/${request.getDerivationPath()}` };
  } catch {
    throw new NotApplicable('not an eth-sign-request');
  }
}

/** Is what was signed something else than what the entry says that is asked for? */
function isAnother(answer, address, { digest, unsigned }) {
  if (digest) return recoverAddress(`0x${digest}`, answer) !== address;
  return Boolean(unsigned) && Transaction.from(answer).unsignedSerialized !== `0x${unsigned}`;
}

/** A peer out of `sign`: { transaction, request, typed, message }, each of (key, ...); `keyAt` finds the key. */
function peer(keyAt, sign) {
  const keys = remembered((at) => keyAt(...JSON.parse(at)));
  const forms = {
    transaction: (key, data) => sign.transaction(key, hexlify(data)),
    typed: (key, data) => sign.typed(key, json(data)),
    json: (key, data) => sign.request(key, json(data)),
    message: (key, data) => sign.message(key, data),
  };
  const asked = async (payload, { form, data, path = usual }) => {
    const key = keys(JSON.stringify([payload.words, path]));
    return { another: isAnother(await forms[form](key, data), key.address, payload) };
  };
  return {
    transaction: (data, payload) => asked(payload, { form: 'transaction', data: bytesOf(data) }),
    typed: (data, payload) => asked(payload, { form: 'typed', data }),
    json: (data, payload) => asked(payload, { form: 'json', data }),
    ur: (data, payload) => asked(payload, unwrapped(data)),
  };
}

export const ethers = peer((words, path) => HDNodeWallet.fromPhrase(words, '', path), {
  transaction: (wallet, raw) => wallet.signTransaction(Transaction.from(raw)),
  request: (wallet, { gas, ...rest }) => wallet.signTransaction({ ...rest, gasLimit: gas }),
  typed: (wallet, { types: { EIP712Domain, ...types }, domain, message }) => wallet.signTypedData(domain, types, message),
  message: (wallet, bytes) => wallet.signMessage(bytes),
});

const kinds = ['legacy', 'eip2930', 'eip1559', 'eip4844', 'eip7702'];
const amounts = ['gas', 'gasPrice', 'maxFeePerGas', 'maxPriorityFeePerGas', 'value'];

export const viem = peer((words, path) => mnemonicToAccount(words, { path }), {
  transaction: (account, raw) => account.signTransaction(parseTransaction(raw)),
  request: (account, { type, ...rest }) => account.signTransaction({ ...rest, ...(type !== undefined && { type: kinds[type] }),
    ...Object.fromEntries(amounts.filter((name) => name in rest).map((name) => [name, BigInt(rest[name])])) }),
  typed: (account, request) => account.signTypedData(request),
  message: (account, bytes) => account.signMessage({ message: { raw: bytes } }),
});
