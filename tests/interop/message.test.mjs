// Signed Bitcoin messages: asked for as Sparrow and Keystone's SDK ask, judged by Electrum and that SDK.
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { addresses, bip137Judged, bip322Judged, bip322Psbt, command, judged, keystoneRequest, segwit, taproot, words } from './lib/message.mjs';
import { inFolder, reviewAndSign } from './lib/program.mjs';

const require = createRequire(import.meta.url);
const { KeystoneSDK, URDecoder } = require('@keystonehq/keystone-sdk');
const sdk = new KeystoneSDK();

const messages = ['I agree', '', 'two\nlines\n', ' ', 'Zürich, 北京\r\n✓', 'x'.repeat(252), 'x'.repeat(253), 'x'.repeat(10000)];
const skip = !existsSync('/usr/lib/python3/dist-packages/electrum') && 'Electrum is not here';

for (const [path, address] of Object.entries(addresses)) {
  test(`${path}: Electrum takes the signature, and no other text with it`, { skip }, () => inFolder((folder) => {
    const rows = messages.map((message, i) => {
      writeFileSync(join(folder, `${i}.txt`), command(path, message));
      const { qr, answer } = reviewAndSign(folder, words, `${i}.txt`).done;
      assert.deepEqual(qr, [answer]);
      return [address, message, answer];
    });
    assert.deepEqual(judged(rows), rows.map(() => true));
    assert.deepEqual(judged(rows.map(([a, m, s]) => [a, `${m}.`, s])), rows.map(() => false));
  }));
}

for (const who of [segwit, taproot]) {
  test(`${who.path}: bip322-js takes the signature, and no other text with it`, () => inFolder((folder) => {
    for (const [i, message] of messages.entries()) {
      writeFileSync(join(folder, `${i}.psbt`), bip322Psbt(who, message));
      const { said, done } = reviewAndSign(folder, words, `${i}.psbt`);
      assert.equal(said.kind, 'message');
      assert.deepEqual(said.facts.filter(({ name }) => name === 'from').map(({ value }) => value), [who.address]);
      assert.deepEqual([done.complete, done.raw], [true, null]);
      const answer = Buffer.from(done.answer, 'base64');
      assert.equal(bip322Judged(who, message, answer), true);
      assert.equal(bip322Judged(who, `${message}.`, answer), false);
    }
  }));
}

test('bip322-js takes the older form', () => inFolder((folder) => {
  for (const [i, [path, address]] of Object.entries(addresses).entries()) {
    writeFileSync(join(folder, `${i}.txt`), command(path, messages[0]));
    const { answer } = reviewAndSign(folder, words, `${i}.txt`).done;
    assert.equal(bip137Judged(address, messages[0], answer), true, path);
    assert.equal(bip137Judged(address, messages[3], answer), false, path);
  }
}));

test('Electrum takes the signature that a file of Sparrow asks for', { skip }, () => inFolder((folder) => {
  const message = 'Zürich, 北京 ✓';
  const types = { 44: 'P2PKH', 49: 'P2SH-P2WPKH', 84: 'P2WPKH' };
  const rows = Object.entries(addresses).map(([path, address]) => {
    const purpose = path.slice(2, 4);
    writeFileSync(join(folder, `${purpose}.txt`), [message, path, types[purpose]].join('\n'));
    const { answer } = reviewAndSign(folder, words, `${purpose}.txt`).done;
    return [address, message, answer];
  });
  assert.deepEqual(judged(rows), rows.map(() => true));
}));

test("Keystone's SDK asks, and reads the answer", { skip }, () => inFolder((folder) => {
  const requestId = '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d';
  const message = 'Zürich, 北京\n✓';
  for (const [path, address] of Object.entries(addresses)) {
    const name = `${path.slice(2, 4)}.ur`;
    writeFileSync(join(folder, name), keystoneRequest(path, message, requestId).join('\n'));
    const { said, done } = reviewAndSign(folder, words, name);
    assert.equal(said.facts.find((fact) => fact.name === 'from').value, address);
    const decoder = new URDecoder();
    done.qr.forEach((part) => decoder.receivePart(part));
    const read = sdk.btc.parseSignature(decoder.resultUR());
    assert.equal(read.requestId, requestId);
    assert.equal(read.signature, done.signatures[0].hex);
    assert.deepEqual(judged([[address, message, Buffer.from(read.signature, 'hex').toString('base64')]]), [true]);
    writeFileSync(join(folder, `bare-${name}`), keystoneRequest(path, message, requestId, '').join('\n'));
    assert.equal(reviewAndSign(folder, words, `bare-${name}`).done.answer, done.answer);
  }
}));
