// node make-requests.mjs: writes vectors/requests anew (after `npm ci`); always the same requests.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { evmDemo, evmNames } from './lib/demo-evm.mjs';
import { demo, names } from './lib/demo.mjs';

const top = fileURLToPath(new URL('../../vectors/requests/', import.meta.url));

function write(name, { bytes, parts, frames, pictures, expect }, files) {
  const folder = join(top, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'frames'), { recursive: true });
  const put = (file, content) => writeFileSync(join(folder, file), content);
  Object.entries(files).forEach(([file, content]) => put(file, content));
  put('request.ur', parts.map((part) => `${part}\n`).join(''));
  put('expect.json', `${JSON.stringify(expect, null, 2)}\n`);
  pictures.forEach((png, i) => put(`frames/${String(i).padStart(3, '0')}.png`, png));
  console.log(`${name}: ${bytes.length} bytes, ${parts.length} fragments; frames ${
    frames.map((part) => part.split('/')[1].split('-')[0]).join(' ')}`);
}

for (const name of names) {
  const made = demo(name);
  write(name, made, { 'request.psbt': made.bytes, 'request.base64': `${made.bytes.toString('base64')}\n` });
}
for (const name of evmNames) {
  const made = evmDemo(name);
  write(name, made, made.raw);
}
