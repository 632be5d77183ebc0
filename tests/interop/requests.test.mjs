// The requests that ship in vectors/requests are what make-requests.mjs makes, and are signed as they say.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Transaction } from 'ethers';
import { finalByBitcoinjs, finalByScure } from './lib/answer.mjs';
import { evmDemo, evmNames } from './lib/demo-evm.mjs';
import { demo, names } from './lib/demo.mjs';
import { checkMessage, checkTransaction, checkTyped } from './lib/evm-answer.mjs';
import { EvmWallet } from './lib/evm.mjs';
import { bitcoin } from './lib/keys.mjs';
import { readPng } from './lib/pictures.mjs';
import { inFolder, reviewAndSign } from './lib/program.mjs';
import { readUr } from './lib/wrap.mjs';

const top = fileURLToPath(new URL('../../vectors/requests/', import.meta.url));
const read = (name, file) => readFileSync(join(top, name, file));
const lines = (bytes) => bytes.toString().trim().split('\n');

test('every request is one that the script makes', () => {
  const there = readdirSync(top, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  assert.deepEqual(there.map((entry) => entry.name).sort(), [...names, ...evmNames].sort());
});

const framesOf = (name) => readdirSync(join(top, name, 'frames')).sort().map((file) => readPng(read(name, join('frames', file))));

function checkFilm(name, made) {
  const texts = framesOf(name);
  assert.deepEqual(texts, made.frames);
  assert.deepEqual(Buffer.from(readUr(texts).bytes), made.bytes);
  assert.equal(readUr(texts.slice(0, texts.lastIndexOf(texts.at(-1)) - 1)), null, 'none is too many');
}

for (const name of names) {
  const made = demo(name);

  test(`${name}: made again, it is the same`, () => {
    assert.deepEqual(read(name, 'request.psbt'), made.bytes);
    assert.equal(read(name, 'request.base64').toString().trim(), made.bytes.toString('base64'));
    assert.deepEqual(lines(read(name, 'request.ur')), made.parts);
    assert.deepEqual(JSON.parse(read(name, 'expect.json')), made.expect);
  });

  test(`${name}: the frames hold the film, and the film holds the request`, () => checkFilm(name, made));

  test(`${name}: reviewed and signed from each wrapping`, () => inFolder((folder) => {
    const { words, to, amount, fee, change, fingerprint } = made.expect;
    for (const file of ['request.psbt', 'request.base64', 'request.ur', 'frames']) {
      const { said, done } = reviewAndSign(folder, words, join(top, name, file), [], ['-o', `${file}.out/`]);
      const raw = (fact) => said.facts.filter((f) => f.name === fact).map((f) => f.raw);
      assert.equal(said.fingerprint, fingerprint, file);
      assert.deepEqual(said.warnings.filter((w) => w.acknowledge), []);
      assert.deepEqual([raw('amount'), raw('fee')], [[String(amount)], [String(fee)]]);
      assert.ok(said.text.includes(to) && said.text.includes(change.address));
      const answer = Buffer.from(done.answer, 'base64');
      assert.equal(done.raw, finalByBitcoinjs(answer, bitcoin.networks.bitcoin));
      assert.equal(done.raw, finalByScure(answer));
    }
  }));
}

const judges = {
  metamask: (key, done, { request_id }) =>
    checkTransaction(Transaction.from(`0x${read('metamask', 'request.txn').toString().trim()}`), key, done, request_id),
  eip712: (key, done, { request_id }) => checkTyped(JSON.parse(read('eip712', 'request.json')), key, done, request_id),
  personal: (key, done, { request_id, message }) => checkMessage(message, key, done, request_id),
};

for (const name of evmNames) {
  const made = evmDemo(name);

  test(`${name}: made again, it is the same`, () => {
    assert.deepEqual(lines(read(name, 'request.ur')), made.parts);
    assert.deepEqual(JSON.parse(read(name, 'expect.json')), made.expect);
    for (const [file, content] of Object.entries(made.raw)) assert.equal(read(name, file).toString(), content);
  });

  test(`${name}: the frames hold the film, and the film holds the request`, () => checkFilm(name, made));

  test(`${name}: reviewed and signed from each wrapping`, () => inFolder(async (folder) => {
    const { words, from, path, network, fingerprint } = made.expect;
    for (const file of ['request.ur', 'frames']) {
      const { said, done } = reviewAndSign(folder, words, join(top, name, file), [], ['-o', `${file}.out/`]);
      assert.equal(said.fingerprint, fingerprint);
      assert.equal(said.family, 'evm');
      if (network) assert.equal(said.network, network);
      for (const fact of ['from', 'to', 'shown', 'contract', 'spender', 'token']) {
        assert.ok(said.text.includes(made.expect[fact] ?? ''), `${fact} is in the review`);
      }
      assert.deepEqual(done.signatures.map((s) => s.path), [path]);
      await judges[name](new EvmWallet(words).at(path), done, made.expect);
      assert.equal(new EvmWallet(words).at(path).address, from);
    }
  }));
}
