// The QR codes that coldquill shows and writes are read by jsQR, and put together by @ngraveio/bc-ur.
import assert from 'node:assert/strict';
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { demo } from './lib/demo.mjs';
import { readPng, readTerminal } from './lib/pictures.mjs';
import { inFolder, review, run } from './lib/program.mjs';
import { readUr } from './lib/wrap.mjs';

const vectors = fileURLToPath(new URL('../../vectors/requests/', import.meta.url));

/** Signs a request that ships, and gives what it said, printed and left behind. */
function sign(folder, name, options) {
  const { words } = demo(name).expect;
  copyFileSync(join(vectors, name, 'request.ur'), join(folder, 'x.ur'));
  const { consent_id } = review(folder, words, 'x.ur');
  const { status, out, err } = run(folder, words,
    ['sign', 'x.ur', '--json', '--words-fd', '3', '--approve', consent_id, ...options]);
  assert.equal(status, 0, out + err);
  return { done: JSON.parse(out), err };
}

const pngs = (folder) => readdirSync(folder).filter((name) => name.endsWith('.png')).sort();

function checkTexts(texts, done) {
  assert.deepEqual(texts, done.qr);
  assert.deepEqual(Buffer.from(readUr(texts).bytes), Buffer.from(done.answer, 'base64'));
}

const drawings = [
  ['legacy', ['--fragment', '1000']], ['legacy', []], ['legacy', ['--fragment', '80', '--scale', '2']],
  ['taproot', ['--fragment', '400', '--scale', '3']], ['sparrow', []], ['mixed', ['--fragment', '400']],
];
for (const [name, options] of drawings) {
  test(`pictures and terminal: ${name} ${options.join(' ')}`, () => inFolder((folder) => {
    const { done, err } = sign(folder, name, [...options, '--qr', '--qr-png', 'qr.png']);
    checkTexts(pngs(folder).map((file) => readPng(join(folder, file))), done);
    checkTexts(readTerminal(err), done);
  }));
}

test('the transaction ready for broadcast as a picture', () => inFolder((folder) => {
  const { done } = sign(folder, 'legacy', ['--final', '--qr-png', 'qr.png']);
  const texts = pngs(folder).map((file) => readPng(join(folder, file)));
  assert.deepEqual(texts, done.qr);
  const bytes = texts[0].toLowerCase().startsWith('ur:') ? Buffer.from(readUr(texts).bytes).toString('hex') : texts.join('');
  assert.equal(bytes.toLowerCase(), done.raw);
}));

test('qr show: a file as pictures', () => inFolder((folder) => {
  const { bytes, expect } = demo('mixed');
  copyFileSync(join(vectors, 'mixed', 'request.psbt'), join(folder, 'x.psbt'));
  const { status, out, err } = run(folder, expect.words, ['qr', 'show', 'x.psbt', '--qr-png', 'qr.png']);
  assert.equal(status, 0, out + err);
  assert.deepEqual(Buffer.from(readUr(pngs(folder).map((file) => readPng(join(folder, file)))).bytes), bytes);
}));
