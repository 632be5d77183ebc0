// A wallet of words on EVM networks, the requests that MetaMask makes of it, and the answers to them.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { HDKey } from '@scure/bip32';
import { mnemonicToSeedSync } from '@scure/bip39';
import { Transaction, TypedDataEncoder, computeAddress, getBytes, hexlify } from 'ethers';
import { seeded } from './keys.mjs';
import { readUr } from './wrap.mjs';

const { DataType, ETHSignature, EthSignRequest } = createRequire(import.meta.url)('@keystonehq/bc-ur-registry-eth');
export { DataType };

const hex = (bytes) => Buffer.from(bytes).toString('hex');

/** A UUID from a label. */
export function idOf(label) {
  const text = hex(seeded(`id ${label}`).subarray(0, 16)).replace(/^(.{12})./, '$14').replace(/^(.{16})./, '$1a');
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export class EvmWallet {
  constructor(words, passphrase = '') {
    this.words = words;
    this.root = HDKey.fromMasterSeed(mnemonicToSeedSync(words, passphrase));
    this.fingerprint = this.root.fingerprint.toString(16).padStart(8, '0');
  }

  /** The key at a path, with its address in EIP-55's form. */
  at(path) {
    const privateKey = hexlify(this.root.derive(path).privateKey);
    return { path, privateKey, address: computeAddress(privateKey) };
  }

  /** The `index`-th address as MetaMask counts them. */
  key(index = 0) {
    return this.at(`m/44'/60'/0'/0/${index}`);
  }

  /** The first address of an account, as Ledger Live counts them. */
  ledgerLive(account = 0) {
    return this.at(`m/44'/60'/${account}'/0/0`);
  }
}

/**
 * The CBOR of an eth-sign-request by @keystonehq/bc-ur-registry-eth. `id`, `chainId`, `address` and `origin`
 * may be missing; `xfp` is the wallet's own fingerprint unless told.
 */
export function signRequest(wallet, { path }, { type, data, id, chainId, address, origin, xfp = wallet.fingerprint }) {
  const request = EthSignRequest.constructETHRequest(Buffer.from(data), type, path, xfp, id, chainId, address, origin);
  return Buffer.from(request.toCBOR());
}

/** How a transaction (by ethers) is asked for: type 1 when it is a legacy one, else 4. */
export const askForTransaction = (tx) => ({
  type: tx.type ? DataType.typedTransaction : DataType.transaction,
  data: getBytes(tx.unsignedSerialized), chainId: Number(tx.chainId),
});
export const askForTyped = (typed) => ({ type: DataType.typedData, data: Buffer.from(JSON.stringify(typed)) });
export const askForMessage = (message) => ({ type: DataType.personalMessage, data: Buffer.from(message) });

/** What MetaMask reads from the QR codes of an answer: { id, origin, r, s, v } in hex, id as a UUID's 32 digits. */
export function readEthSignature(parts) {
  const { type, bytes } = readUr(parts);
  if (type !== 'eth-signature') throw new Error(`not an eth-signature: ${type}`);
  const answer = ETHSignature.fromCBOR(bytes);
  const whole = answer.getSignature();
  return { id: answer.getRequestId() && hex(answer.getRequestId()), origin: answer.getOrigin(), whole: hex(whole),
    r: `0x${hex(whole.subarray(0, 32))}`, s: `0x${hex(whole.subarray(32, 64))}`, v: hex(whole.subarray(64)) };
}

// docs/fingerprint.md, written a second time.
const bare = (text) => (text ?? '').replace(/^0x/, '').toLowerCase();
const fingerprint = (lines) => createHash('sha256').update(lines.map((line) => `${line}\n`).join('')).digest('hex');

export const fingerprintOf = {
  transaction: (tx) => fingerprint(['evm transaction', `type ${tx.type}`, `chain ${tx.chainId}`, `nonce ${tx.nonce}`,
    ...(tx.type === 2 ? [`priority ${tx.maxPriorityFeePerGas}`, `price ${tx.maxFeePerGas}`] : [`price ${tx.gasPrice}`]), `gas ${tx.gasLimit}`,
    `to ${bare(tx.to)}`, `value ${tx.value}`, `data ${bare(tx.data)}`,
    ...(tx.accessList ?? []).map(({ address, storageKeys }) => ['access', ...[address, ...storageKeys].map(bare)].join(' '))]),
  message: (message) => fingerprint(['evm message', hex(Buffer.from(message))]),
  typed: ({ types: { EIP712Domain, ...types }, domain, message }) => fingerprint(['evm typed data',
    `domain ${bare(TypedDataEncoder.hashDomain(domain))}`, `message ${bare(TypedDataEncoder.from(types).hash(message))}`]),
};

/** The transaction with a signature in it, whatever its v is in an eth-signature. */
export function signedBy(tx, { r, s, v }) {
  const signed = tx.clone();
  const number = BigInt(`0x${v}`);
  const yParity = Number(tx.type ? number : number - 35n - 2n * tx.chainId);
  signed.signature = { r, s, yParity };
  return signed;
}

const evenHex = (number) => { const text = number.toString(16); return text.length % 2 ? `0${text}` : text; };

/** The v that an eth-signature must hold: formats differ by what was signed. */
export const vOf = (tx, yParity) => (tx.type ? `0${yParity}` : evenHex(35n + 2n * tx.chainId + BigInt(yParity)));

export const transaction = (fields) => Transaction.from({ nonce: 0, gasLimit: 21000n, ...fields });
