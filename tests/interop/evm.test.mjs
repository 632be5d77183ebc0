// EVM requests in every form, signed by coldquill and judged by ethers, viem and MetaMask's own library.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Transaction, parseUnits } from 'ethers';
import { checkMessage, checkSignedTransaction, checkTransaction, checkTyped, checkTypedSignature } from './lib/evm-answer.mjs';
import {
  EvmWallet, askForMessage, askForTransaction, askForTyped, fingerprintOf, idOf, readEthSignature, signRequest, transaction, vOf,
} from './lib/evm.mjs';
import { seeded, wordsOf } from './lib/keys.mjs';
import { inFolder, review, reviewAndSign, run } from './lib/program.mjs';
import { erc20, mail, permit, usdc } from './lib/tokens.mjs';
import { urParts } from './lib/wrap.mjs';

const words = wordsOf('evm');
const wallet = new EvmWallet(words);
const key = wallet.key(0);
const stranger = new EvmWallet(wordsOf('somebody else')).key(0).address;
const gwei = (text) => parseUnits(text, 'gwei');
const accessList = [{ address: usdc, storageKeys: [`0x${'07'.repeat(32)}`, `0x${'00'.repeat(32)}`] }, { address: stranger, storageKeys: [] }];

const fees = {
  legacy: { type: 0, gasPrice: gwei('21.000000001') },
  eip2930: { type: 1, gasPrice: gwei('21'), accessList },
  eip1559: { type: 2, maxFeePerGas: gwei('33'), maxPriorityFeePerGas: gwei('0.1') },
};
const calls = {
  transfer: { to: stranger, value: 10n ** 18n + 1n, nonce: 7 },
  'first of all': { to: stranger, value: 1n },
  token: { to: usdc, data: erc20.encodeFunctionData('transfer', [stranger, 5000001n]), gasLimit: 65000n, nonce: 128 },
  approval: { to: usdc, data: erc20.encodeFunctionData('approve', [stranger, 2n ** 256n - 1n]), gasLimit: 65000n, nonce: 255 },
  'unknown call': { to: stranger, data: `0x12345678${seeded('call').toString('hex').repeat(60)}`, value: 3n, gasLimit: 900000n, nonce: 256 },
  creation: { data: `0x60806040${seeded('code').toString('hex').repeat(9)}`, gasLimit: 2000000n, nonce: 65536 },
};

/** Writes an eth-sign-request as the parts of a UR: the file's name. */
function asked(folder, ask, { from = key, fragment = 10000, name = 'x.ur' } = {}) {
  const parts = urParts(signRequest(wallet, from, ask), { type: 'eth-sign-request', fragment });
  writeFileSync(join(folder, name), parts.join('\n'));
  return name;
}

/** Signed into a folder of its own: answers are never written over each other. */
let answers = 0;
const signedAside = (folder, file, more) => reviewAndSign(folder, words, file, more, ['-o', `answer-${++answers}/`]);

/** Signs a transaction (by ethers) asked for by UR, and judges the answer. */
async function signed(folder, tx, more = {}, from = key) {
  const file = asked(folder, { ...askForTransaction(tx), ...more }, { from, fragment: 90 });
  const { said, done } = signedAside(folder, file);
  await checkTransaction(tx, from, done, more.id);
  assert.deepEqual(done.signatures.map(({ path }) => path), [from.path]);
  assert.equal(said.fingerprint, fingerprintOf.transaction(tx));
  return { said, done };
}

for (const [type, fee] of Object.entries(fees)) {
  for (const [call, fields] of Object.entries(calls)) {
    test(`${type}, ${call}: signed as ethers and viem sign it`, () => inFolder((folder) =>
      signed(folder, transaction({ chainId: 1n, ...fields, ...fee }), { id: idOf(`${type} ${call}`) })));
  }
}

test('every chain id: v in as many octets as it takes', () => inFolder(async (folder) => {
  for (const chainId of [1n, 109n, 110n, 137n, 8453n, 32750n, 32751n, 11155111n, 2n ** 31n, 2n ** 32n + 1n, 2n ** 52n]) {
    for (const fee of [fees.legacy, fees.eip2930, fees.eip1559]) {
      const { done } = await signed(folder, transaction({ chainId, ...calls.transfer, ...fee }), { id: idOf(`${chainId}`) });
      const { v } = readEthSignature(done.qr);
      assert.equal(v.length > 2, fee.type === 0 && chainId >= 110n, `chain ${chainId}, v ${v}`);
    }
  }
}));

test('other keys of the same words: paths of MetaMask, Ledger Live and others', () => inFolder(async (folder) => {
  const tx = transaction({ chainId: 1n, ...calls.transfer, ...fees.eip1559 });
  for (const from of [wallet.key(1), wallet.key(2147483647), wallet.ledgerLive(3), wallet.at("m/44'/60'/0'/5")]) {
    await signed(folder, tx, { id: idOf(from.path), address: from.address }, from);
  }
}));

test('the request id and the origin come back as they came, or not at all', () => inFolder(async (folder) => {
  const tx = transaction({ chainId: 1n, ...calls.transfer, ...fees.eip1559 });
  await signed(folder, tx);
  for (let i = 0; i < 4; ++i) await signed(folder, tx, { id: idOf(`${i}`), origin: 'metamask', address: key.address });
}));

test('the same request has one fingerprint, whatever is around it', () => inFolder(async (folder) => {
  const tx = transaction({ chainId: 1n, ...calls.transfer, ...fees.eip1559 });
  const of = (ask, how) => review(folder, words, asked(folder, { ...askForTransaction(tx), ...ask }, how)).fingerprint;
  const plain = of({ id: idOf('same') });
  assert.equal(of({ id: idOf('same') }, { fragment: 30 }), plain);
  const other = transaction({ chainId: 1n, ...calls.transfer, ...fees.eip1559, nonce: 8 });
  assert.notEqual(of(askForTransaction(other)), plain);
}));

const typed = {
  permit: permit(key.address, stranger, '1000000'), unlimited: permit(key.address, stranger, `${2n ** 256n - 1n}`), mail: mail(key.address, stranger),
};
for (const [name, data] of Object.entries(typed)) {
  test(`typed data, ${name}: the signature that three libraries know`, () => inFolder(async (folder) => {
    const id = idOf(name);
    const file = asked(folder, { ...askForTyped(data), id, address: key.address });
    const { said, done } = reviewAndSign(folder, words, file);
    await checkTyped(data, key, done, id);
    assert.equal(said.fingerprint, fingerprintOf.typed(data));
    assert.equal(done.raw, null);
    assert.ok(said.text.includes(data.domain.name));
  }));
}

const messages = {
  text: 'Hello', lines: 'shop.example\n\nURI: https://shop.example\nNonce: 1\n', unicode: 'Grüße, 世界 🦊', long: 'word '.repeat(900),
  digits: '12345', binary: seeded('message').subarray(0, 31), hash: `0x${seeded('hash').toString('hex')}`,
};
for (const [name, message] of Object.entries(messages)) {
  test(`personal message, ${name}: the signature that three libraries know`, () => inFolder(async (folder) => {
    const id = idOf(name);
    const { said, done } = reviewAndSign(folder, words, asked(folder, { ...askForMessage(message), id, address: key.address }));
    await checkMessage(message, key, done, id);
    assert.equal(said.fingerprint, fingerprintOf.message(message));
  }));
}

test('the answer as a transaction that is ready to be sent', () => inFolder(async (folder) => {
  for (const [type, fee] of Object.entries(fees)) {
    const tx = transaction({ chainId: 137n, ...calls.token, ...fee });
    const file = asked(folder, askForTransaction(tx), { name: `${type}.ur` });
    const theirs = (await signed(folder, tx)).done.raw;
    for (const [place, ...option] of [['final', '--final'], ['raw', '--format', 'evm-tx']]) {
      const { done } = reviewAndSign(folder, words, file, [], [...option, '-o', `${type}-${place}.txn`]);
      assert.equal(readFileSync(join(folder, done.file), 'utf8').trim().replace(/^0x/, ''), theirs);
    }
  }
}));

/** What a raw payload is answered with, judged: the transaction itself is in `raw`. */
async function signedRaw(folder, file, tx, from, more = []) {
  const { said, done } = signedAside(folder, file, more);
  const whole = done.signatures[0].hex;
  const answer = { r: `0x${whole.slice(0, 64)}`, s: `0x${whole.slice(64, 128)}`, v: whole.slice(128) };
  assert.deepEqual([done.kind, done.complete, done.signatures[0].path], ['evm-tx', true, from.path]);
  await checkSignedTransaction(tx, from, answer, done.raw);
  return said.fingerprint;
}

test('raw unsigned transactions, as hex and as octets', () => inFolder(async (folder) => {
  for (const [type, fee] of Object.entries(fees)) {
    const tx = transaction({ chainId: 1n, ...calls.transfer, ...fee });
    const bare = tx.unsignedSerialized.slice(2);
    const files = { [`${type}.txn`]: `${bare}\n`, [`${type}-0x.txt`]: `0x${bare}`, [`${type}.bin`]: Buffer.from(bare, 'hex') };
    const fingerprints = new Set();
    for (const [file, content] of Object.entries(files)) {
      writeFileSync(join(folder, file), content);
      fingerprints.add(await signedRaw(folder, file, tx, key));
    }
    assert.equal(fingerprints.size, 1);
  }
}));

test('raw transactions are signed by the key that the command line names', () => inFolder(async (folder) => {
  const tx = transaction({ chainId: 1n, ...calls.transfer, ...fees.eip1559 });
  writeFileSync(join(folder, 'x.txn'), tx.unsignedSerialized);
  await signedRaw(folder, 'x.txn', tx, wallet.ledgerLive(4), ['--account', '4']);
  await signedRaw(folder, 'x.txn', tx, wallet.key(9), ['--path', wallet.key(9).path]);
}));

const quantity = (number) => `0x${BigInt(number).toString(16)}`;

/** The same fields as different programs write them. */
const dialects = {
  eth_signTransaction: (tx, from) => ({ from, to: tx.to, gas: quantity(tx.gasLimit), value: quantity(tx.value), nonce: quantity(tx.nonce),
    data: tx.data, chainId: quantity(tx.chainId), ...(tx.type === 2
      ? { maxFeePerGas: quantity(tx.maxFeePerGas), maxPriorityFeePerGas: quantity(tx.maxPriorityFeePerGas) } : { gasPrice: quantity(tx.gasPrice) }),
    ...(tx.type && { accessList: tx.accessList }) }),
  ethers: (tx) => ({ type: tx.type, to: tx.to, gasLimit: `${tx.gasLimit}`, value: `${tx.value}`, nonce: tx.nonce, data: tx.data,
    chainId: `${tx.chainId}`, ...(tx.type === 2
      ? { maxFeePerGas: `${tx.maxFeePerGas}`, maxPriorityFeePerGas: `${tx.maxPriorityFeePerGas}` } : { gasPrice: `${tx.gasPrice}` }),
    ...(tx.type && { accessList: tx.accessList }) }),
  input: (tx) => { const { data, ...rest } = dialects.eth_signTransaction(tx, undefined); return { ...rest, input: data }; },
};
for (const [dialect, write] of Object.entries(dialects)) {
  test(`transactions as JSON, ${dialect}`, () => inFolder(async (folder) => {
    for (const fee of Object.values(fees)) {
      const tx = transaction({ chainId: 1n, ...calls.token, ...fee });
      writeFileSync(join(folder, 'x.json'), JSON.stringify(write(tx, key.address), null, 2));
      await signedRaw(folder, 'x.json', tx, key);
    }
  }));
}

test('typed data as JSON: 65 octets back', () => inFolder(async (folder) => {
  for (const [name, data] of Object.entries(typed)) {
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(data));
    const { done } = reviewAndSign(folder, words, `${name}.json`, [], ['-o', `${name}.sig`]);
    await checkTypedSignature(data, key, `0x${done.signatures[0].hex}`);
    assert.equal(readFileSync(join(folder, done.file), 'utf8').trim().replace(/^0x/, ''), done.signatures[0].hex);
  }
}));

/** Refused, with this reason, and nothing was written. */
function refused(folder, file, reason, more = []) {
  const { status, out } = run(folder, words, ['sign', file, ...more, '--approve', '0'.repeat(64), '--words-fd', '3', '--json', '-o', 'out/']);
  assert.ok(status >= 10, `${file}: status ${status}`);
  assert.equal(JSON.parse(out).error.reason, reason, `${file}: ${out}`);
  assert.ok(!readdirSync(folder).includes('out'));
}

test('what contradicts itself is refused', () => inFolder((folder) => {
  const tx = transaction({ chainId: 137n, ...calls.transfer, ...fees.eip1559 });
  const old = transaction({ chainId: 137n, ...calls.transfer, ...fees.legacy });
  const ask = (more, from) => asked(folder, { ...askForTransaction(tx), id: idOf('bad'), ...more }, { from });
  refused(folder, ask({ address: stranger }), 'E_WRONG_SENDER');
  refused(folder, ask({ chainId: 1 }), 'E_WRONG_CHAIN');
  refused(folder, asked(folder, { ...askForTransaction(old), chainId: 138 }), 'E_WRONG_CHAIN');
  refused(folder, ask({ type: 1 }), 'E_BAD_EVM_REQUEST');
  refused(folder, asked(folder, { ...askForTransaction(old), type: 4 }), 'E_BAD_EVM_REQUEST');
  refused(folder, ask({ xfp: '01020304' }), 'E_NO_KEY_ASKED');
}));

test('what must not be signed is refused', () => inFolder((folder) => {
  const unprotected = transaction({ type: 0, chainId: 0n, ...calls.transfer, gasPrice: 9n });
  const blobs = Transaction.from({ type: 3, chainId: 1n, to: stranger, nonce: 1, gasLimit: 21000n, maxFeePerGas: 9n, maxPriorityFeePerGas: 1n,
    maxFeePerBlobGas: 1n, blobVersionedHashes: [`0x01${'22'.repeat(31)}`] });
  const put = (tx) => { writeFileSync(join(folder, 'x.txn'), tx.unsignedSerialized); return 'x.txn'; };
  refused(folder, put(unprotected), 'E_NO_CHAIN_ID');
  refused(folder, put(blobs), 'E_UNSUPPORTED_EVM_TYPE');
  refused(folder, asked(folder, { ...askForTransaction(blobs), type: 4, chainId: 1 }), 'E_UNSUPPORTED_EVM_TYPE');
  refused(folder, asked(folder, askForMessage(seeded('a digest'))), 'E_RAW_DIGEST');
}));

test('v of an eth-signature, by hand', () => {
  const of = (type, chainId, parity) => vOf({ type, chainId }, parity);
  const made = [of(0, 1n, 0), of(0, 1n, 1), of(0, 110n, 1), of(0, 137n, 0), of(1, 137n, 1), of(2, 1n, 0)];
  assert.deepEqual(made, ['25', '26', '0100', '0135', '01', '00']);
});
