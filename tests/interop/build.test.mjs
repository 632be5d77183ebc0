// What `coldquill build bitcoin` makes, against bitcoinjs-lib, given the same fields; then signed and judged.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkAnswer } from './lib/answer.mjs';
import { Wallet, bitcoin, kinds, wordsOf } from './lib/keys.mjs';
import { inFolder, reviewAndSign, runJson } from './lib/program.mjs';
import { coin, fingerprintOf, request, scriptOf } from './lib/request.mjs';
import { readUr } from './lib/wrap.mjs';

const words = wordsOf('build');
const wallet = new Wallet(words);
const to = new Wallet(wordsOf('somebody else')).key('p2tr', 0, 2).address;
const unsignedTx = (psbt) => Buffer.from(psbt.data.globalMap.unsignedTx.toBuffer()).toString('hex');
const inCoins = (sat) => `${Math.floor(sat / 1e8)}.${String(sat % 1e8).padStart(8, '0')}`;

/** Both make it: our program from the command line, bitcoinjs-lib from the same fields. */
function both(folder, list, { locktime = 0, sequence = 0xfffffffd } = {}) {
  const coins = list.map((kind, i) => coin(wallet.key(kind, 0, 20 + i), 90000 + i, `build ${list} ${i}`));
  const back = wallet.key(list[0], 1, 5);
  const [amount, fee] = [56789, 987];
  const left = coins.reduce((sum, c) => sum + Number(c.value), 0) - amount - fee;
  const theirs = request(wallet, coins, [{ script: scriptOf(to, wallet.network), value: amount }, { key: back, value: left }],
    { locktime, sequence });
  const previous = coins.flatMap(({ tx }, i) => {
    writeFileSync(join(folder, `${i}.txt`), tx.toHex());
    return ['--previous', `${i}.txt`];
  });
  const inputs = coins.flatMap(({ key, tx, index }) =>
    ['--input', `${tx.getId()}:${index},path=${key.path},sequence=${sequence}`]);
  const made = runJson(folder, words, ['build', 'bitcoin', ...inputs, '--to', `${to}=${inCoins(amount)}`, '--change', back.path,
    '--fee', `${fee}`, '--locktime', `${locktime}`, ...previous]);
  return { coins, theirs, made, payload: Buffer.from(made.payload, 'base64') };
}

for (const list of [...kinds.map((kind) => [kind]), ['p2wpkh', 'p2wpkh'], kinds]) {
  test(`${list.join(' + ')}: the same transaction`, () => inFolder((folder) => {
    const { coins, theirs, made, payload } = both(folder, list);
    const ours = bitcoin.Psbt.fromBuffer(payload);
    assert.equal(unsignedTx(ours), unsignedTx(theirs));
    assert.equal(made.fingerprint, fingerprintOf(theirs));
    assert.deepEqual(Buffer.from(readUr(made.qr).bytes), payload);
    writeFileSync(join(folder, 'x.psbt'), payload);
    const { said, done } = reviewAndSign(folder, words, 'x.psbt');
    assert.deepEqual(said.warnings.filter((w) => w.acknowledge), []);
    checkAnswer(payload, coins, done, wallet.network);
  }));
}

test('locktime and sequence', () => inFolder((folder) => {
  const { theirs, payload } = both(folder, ['p2wpkh'], { locktime: 812345, sequence: 0xfffffffe });
  assert.equal(unsignedTx(bitcoin.Psbt.fromBuffer(payload)), unsignedTx(theirs));
}));
