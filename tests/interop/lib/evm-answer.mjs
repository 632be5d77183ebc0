// What ethers, viem and MetaMask's library say of an answer, and what they would have signed themselves.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { SigningKey, Transaction, TypedDataEncoder, Wallet, getBytes, keccak256 } from 'ethers';
import { parseTransaction, recoverMessageAddress, recoverTransactionAddress, recoverTypedDataAddress } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { readEthSignature, signedBy, vOf } from './evm.mjs';

const { SignTypedDataVersion, recoverPersonalSignature, recoverTypedSignature } = createRequire(import.meta.url)('@metamask/eth-sig-util');

const bare = (id) => id?.replaceAll('-', '');

/** The fields of a transaction by ethers, as viem names them. */
function forViem(tx) {
  const fees = tx.type === 2 ? { maxFeePerGas: tx.maxFeePerGas, maxPriorityFeePerGas: tx.maxPriorityFeePerGas } : { gasPrice: tx.gasPrice };
  return { type: ['legacy', 'eip2930', 'eip1559'][tx.type], chainId: Number(tx.chainId), nonce: tx.nonce, gas: tx.gasLimit,
    value: tx.value, data: tx.data, ...(tx.to && { to: tx.to }), ...fees, ...(tx.accessList?.length && { accessList: tx.accessList }) };
}

/** The answer to an eth-sign-request: the id came back, and `hex` is the same as in the code. */
function checkEnvelope(done, id) {
  const answer = readEthSignature(done.qr);
  assert.equal(done.kind, 'eth-signature');
  assert.equal(answer.id, bare(id));
  assert.deepEqual(done.signatures.map((s) => s.hex), [answer.whole]);
  return answer;
}

/** Checks the result of `sign --json` against the transaction (by ethers) that was asked for. */
export async function checkTransaction(tx, key, done, id) {
  const answer = checkEnvelope(done, id);
  await checkSignedTransaction(tx, key, answer, done.raw);
}

/** The signature is the one that both libraries make, in the shape that MetaMask expects; `raw` is what nodes take. */
export async function checkSignedTransaction(tx, key, answer, raw) {
  const theirs = new SigningKey(key.privateKey).sign(tx.unsignedHash);
  assert.deepEqual([answer.r, answer.s, answer.v], [theirs.r, theirs.s, vOf(tx, theirs.yParity)]);
  const signed = signedBy(tx, answer);
  assert.equal(signed.from, key.address);
  assert.equal(`0x${raw}`, signed.serialized);
  assert.equal(Transaction.from(`0x${raw}`).hash, keccak256(`0x${raw}`));
  assert.equal(await recoverTransactionAddress({ serializedTransaction: `0x${raw}` }), key.address);
  assert.equal(parseTransaction(`0x${raw}`).chainId, Number(tx.chainId));
  if (tx.chainId <= BigInt(Number.MAX_SAFE_INTEGER) / 2n) { // viem counts v in floating point
    assert.equal(await privateKeyToAccount(key.privateKey).signTransaction(forViem(tx)), `0x${raw}`);
  }
}

export async function checkTyped(typed, key, done, id) {
  const { whole } = checkEnvelope(done, id);
  await checkTypedSignature(typed, key, `0x${whole}`);
}

export async function checkTypedSignature(typed, key, signature) {
  const { EIP712Domain, ...types } = typed.types;
  const digest = TypedDataEncoder.hash(typed.domain, types, typed.message);
  assert.equal(signature, new SigningKey(key.privateKey).sign(digest).serialized);
  assert.equal(recoverTypedSignature({ data: typed, signature, version: SignTypedDataVersion.V4 }), key.address.toLowerCase());
  assert.equal(await recoverTypedDataAddress({ ...typed, types, signature }), key.address);
}

export async function checkMessage(message, key, done, id) {
  const { whole } = checkEnvelope(done, id);
  await checkMessageSignature(message, key, `0x${whole}`);
}

export async function checkMessageSignature(message, key, signature) {
  const bytes = Buffer.from(message);
  assert.equal(signature, new Wallet(key.privateKey).signMessageSync(getBytes(bytes)));
  assert.equal(recoverPersonalSignature({ data: `0x${bytes.toString('hex')}`, signature }), key.address.toLowerCase());
  assert.equal(await recoverMessageAddress({ message: { raw: `0x${bytes.toString('hex')}` }, signature }), key.address);
}
