// Requests by bitcoinjs-lib, in every wrapping, signed by coldquill; the answers judged by bitcoinjs-lib and @scure.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkAnswer, finalByBitcoinjs, finalByScure, signedByBitcoinjs } from './lib/answer.mjs';
import { Wallet, bitcoin, kinds, wordsOf } from './lib/keys.mjs';
import { inFolder, review, reviewAndSign } from './lib/program.mjs';
import { coin, fingerprintOf, request, scriptOf } from './lib/request.mjs';
import { film, picture, readUr, urParts } from './lib/wrap.mjs';

const words = wordsOf('bitcoin');
const stranger = new Wallet(wordsOf('somebody else'));
const unproven = 'E_AMOUNT_UNPROVEN';

/** A request of `inputKinds` ("p2wpkh", or "foreign p2wpkh"), with change, and what it must show. */
function make(name, inputKinds, { settings = {}, network = 'mainnet', passphrase = '' } = {}) {
  const wallet = new Wallet(words, network, passphrase);
  const spent = inputKinds.map((text, i) => {
    const foreign = text.startsWith('foreign ');
    const owner = foreign ? new Wallet(stranger.words, network) : wallet;
    const key = owner.key(text.replace('foreign ', ''), i % 2, 3 + i);
    return { ...coin(key, 150000 + 7777 * i, `${name} ${i}`), foreign };
  });
  const mixed = new Set(spent.map((c) => c.key.kind === 'p2tr')).size === 2;
  const back = wallet.key(inputKinds.find((k) => !k.startsWith('foreign')), 1, 9);
  const to = new Wallet(stranger.words, network).key('p2wpkh', 0, 1).address;
  const [amount, fee] = [31000, 1234];
  const total = spent.reduce((sum, c) => sum + Number(c.value), 0);
  const left = total - amount - fee;
  const psbt = request(wallet, spent, [{ script: scriptOf(to, wallet.network), value: amount }, { key: back, value: left }],
    { previous: mixed ? 'all' : true, ...settings });
  return { wallet, spent, psbt, bytes: Buffer.from(psbt.toBuffer()), to, amount, fee, back, left, passphrase };
}

/** The same request as files, films and pictures. */
function wrap(folder, bytes) {
  const put = (name, content) => writeFileSync(join(folder, name), content);
  put('a.psbt', bytes);
  put('b.psbt', bytes.toString('base64'));
  put('c.txt', `${bytes.toString('hex')}\n`);
  put('d.ur', urParts(bytes, { fragment: 100000 }).join('\n'));
  put('e.ur', urParts(bytes).join('\n'));
  put('f.ur', film(bytes, { fragment: 90 }).join('\n').toLowerCase());
  put('g.ur', film(bytes, { type: 'psbt' }).join('\n'));
  mkdirSync(join(folder, 'frames'));
  film(bytes, { fragment: 180 }).forEach((part, i) =>
    put(`frames/${String(i).padStart(3, '0')}.png`, picture(part, { scale: 3 + (i % 2), level: 'LM'[i % 2] })));
  return ['a.psbt', 'b.psbt', 'c.txt', 'd.ur', 'e.ur', 'f.ur', 'g.ur', 'frames'];
}

const fact = (said, name) => said.facts.filter((f) => f.name === name).map((f) => f.raw);

function checkReview(said, made) {
  assert.equal(said.fingerprint, fingerprintOf(made.psbt));
  assert.ok(said.text.includes(made.to), 'the whole address is shown');
  assert.ok(said.text.includes(made.back.address));
  assert.deepEqual(fact(said, 'fee'), [String(made.fee)]);
}

/** What the files that it wrote hold: the same answer, in the dialect of the request. */
function checkFile(folder, name, done) {
  const answer = Buffer.from(done.answer, 'base64');
  const content = readFileSync(join(folder, done.file));
  const text = content.toString('latin1').trim();
  const parts = (list) => { const { bytes } = readUr(list); return Buffer.from(bytes); };
  if (name === 'a.psbt') assert.deepEqual(content, answer);
  else if (name === 'b.psbt') assert.equal(text, answer.toString('base64'));
  else if (name === 'c.txt') assert.equal(text, answer.toString('hex'));
  else assert.deepEqual(parts(text.split('\n')), answer);
  if (name.startsWith('g')) assert.equal(readUr(done.qr).type, 'psbt');
  else assert.equal(readUr(done.qr).type, 'crypto-psbt');
  assert.deepEqual(parts(done.qr), answer);
}

/** Every wrapping is reviewed alike; the file, or with `everywhere` each wrapping, is signed and judged. */
async function wholeRoad(made, warnings, everywhere = false) {
  await inFolder(async (folder) => {
    const names = wrap(folder, made.bytes);
    const { said, done } = reviewAndSign(folder, words, names[0]);
    checkReview(said, made);
    checkFile(folder, names[0], done);
    checkAnswer(made.bytes, made.spent, done, made.wallet.network);
    for (const name of names) {
      const again = everywhere && name !== names[0] ? reviewAndSign(folder, words, name) : null;
      const { fingerprint, consent_id, warnings: told } = again?.said ?? review(folder, words, name);
      assert.deepEqual([fingerprint, consent_id], [said.fingerprint, said.consent_id], name);
      assert.deepEqual(told.filter((w) => w.acknowledge).map((w) => w.reason), warnings, name);
      if (!again) continue;
      assert.equal(again.done.answer, done.answer, name);
      checkFile(folder, name, again.done);
    }
  });
}

const roads = {
  ...Object.fromEntries(kinds.flatMap((kind) => [
    [`one ${kind}`, [[kind]]],
    [`two ${kind}`, [[kind, kind]]],
  ])),
  'one of each kind': [kinds],
  'p2sh-p2wpkh and p2wpkh': [['p2sh-p2wpkh', 'p2wpkh']],
  'one p2wpkh without its previous transaction: proven, being alone': [['p2wpkh'], { settings: { previous: false } }],
  'account keys that are known by fingerprint only, as Electrum writes them': [['p2wpkh', 'p2wpkh'], { settings: { origins: 'account' } }],
  'the same, nested': [['p2sh-p2wpkh'], { settings: { origins: 'account' } }],
  'fingerprint 00000000': [['p2wpkh', 'p2tr'], { settings: { origins: 'zero' } }],
  'account public keys beside it, as Sparrow adds them': [['p2wpkh', 'p2wpkh'], { settings: { xpubs: true, locktime: 800000 } }],
  'testnet': [['p2wpkh', 'p2tr', 'p2pkh'], { network: 'testnet' }],
  'a foreign input among ours': [['p2wpkh', 'foreign p2wpkh', 'p2wpkh']],
  'foreign first, ours taproot and legacy': [['foreign p2pkh', 'p2tr', 'p2pkh']],
};

for (const [name, [inputKinds, how]] of Object.entries(roads)) {
  test(name, () => wholeRoad(make(name, inputKinds, how),
    inputKinds.some((kind) => kind.startsWith('foreign')) ? ['E_FOREIGN_INPUTS'] : [], inputKinds.length !== 2));
}

test('three p2wpkh without previous transactions, as in QR codes: needs an acknowledgement', () =>
  wholeRoad(make('qr', ['p2wpkh', 'p2wpkh', 'p2wpkh'], { settings: { previous: false } }), [unproven]));

test('taproot without its previous transaction beside another kind: it could be a decoy', () =>
  wholeRoad(make('decoy', ['p2tr', 'p2wpkh'], { settings: { previous: true } }), [unproven]));

test('what a foreign signer adds completes our answer', () => inFolder(async (folder) => {
  const made = make('two people', ['p2wpkh', 'foreign p2wpkh']);
  writeFileSync(join(folder, 'x.psbt'), made.bytes);
  const { done } = reviewAndSign(folder, words, 'x.psbt');
  const ours = bitcoin.Psbt.fromBuffer(Buffer.from(done.answer, 'base64'));
  const theirs = signedByBitcoinjs(made.bytes, made.spent.map((c) => (c.foreign ? c.key : null)), made.wallet.network);
  const both = Buffer.from(ours.combine(theirs).toBuffer());
  assert.equal(finalByBitcoinjs(both, made.wallet.network), finalByScure(both));
}));

for (const finalised of [false, true]) {
  test(`a foreign input that is ${finalised ? 'finalised' : 'signed'} already: our part completes it`, () => inFolder(async (folder) => {
    const made = make('they came first', ['p2wpkh', 'foreign p2wpkh', 'p2tr', 'foreign p2pkh']);
    const psbt = signedByBitcoinjs(made.bytes, made.spent.map((c) => (c.foreign ? c.key : null)), made.wallet.network);
    if (finalised) psbt.finalizeInput(1).finalizeInput(3);
    writeFileSync(join(folder, 'x.psbt'), psbt.toBuffer());
    const { said, done } = reviewAndSign(folder, words, 'x.psbt');
    checkReview(said, made);
    assert.equal(done.complete, true);
    const answer = Buffer.from(done.answer, 'base64');
    const theirs = bitcoin.Psbt.fromBuffer(answer);
    (finalised ? [0, 2] : [0, 1, 2, 3]).forEach((i) => theirs.finalizeInput(i));
    assert.equal(done.raw, theirs.extractTransaction(true).toHex());
  }));
}

test('a passphrase, on a descriptor of its own', () => inFolder(async (folder) => {
  const made = make('passphrase', ['p2wpkh', 'p2tr'], { passphrase: 'Ǆ ångström ㍿' });
  writeFileSync(join(folder, 'x.psbt'), made.bytes);
  assert.equal(review(folder, words, 'x.psbt').consent_id, null);
  const { said, done } = reviewAndSign(folder, { words, passphrase: made.passphrase }, 'x.psbt');
  checkReview(said, made);
  checkAnswer(made.bytes, made.spent, done, made.wallet.network);
}));

test('a payout to forty people, as a film', () => inFolder(async (folder) => {
  const wallet = new Wallet(words);
  const spent = ['p2wpkh', 'p2tr'].map((kind, i) => coin(wallet.key(kind, 0, i), 3000000, `payout ${i}`));
  const people = Array.from({ length: 40 }, (_, i) => stranger.key(kinds[i % 4], 0, 100 + i));
  const psbt = request(wallet, spent, [...people.map(({ script }, i) => ({ script, value: 50000 + i })),
    { script: bitcoin.payments.embed({ data: [Buffer.from('payday')] }).output, value: 0 },
    { key: wallet.key('p2tr', 1, 0), value: 3980000 }]);
  const bytes = Buffer.from(psbt.toBuffer());
  writeFileSync(join(folder, 'x.ur'), film(bytes, { fragment: 120 }).join('\n'));
  const { said, done } = reviewAndSign(folder, words, 'x.ur');
  assert.equal(said.fingerprint, fingerprintOf(psbt));
  people.forEach(({ address }) => assert.ok(said.text.includes(address)));
  assert.ok(said.text.includes('payday') && said.text.includes(Buffer.from('payday').toString('hex')));
  checkAnswer(bytes, spent, done, wallet.network);
  assert.deepEqual(Buffer.from(readUr(done.qr).bytes), Buffer.from(done.answer, 'base64'));
}));

test('twenty-four inputs: all signatures are the same bytes as by two other libraries', () => inFolder(async (folder) => {
  const made = make('many', Array.from({ length: 24 }, (_, i) => kinds[i % 4]));
  writeFileSync(join(folder, 'x.psbt'), made.bytes);
  const { said, done } = reviewAndSign(folder, words, 'x.psbt');
  checkReview(said, made);
  checkAnswer(made.bytes, made.spent, done, made.wallet.network);
}));

test('a stranger’s words find nothing of theirs', () => inFolder(async (folder) => {
  const made = make('not mine', ['p2wpkh']);
  writeFileSync(join(folder, 'x.psbt'), made.bytes);
  assert.equal(review(folder, wordsOf('nobody'), 'x.psbt').consent_id, null);
}));
