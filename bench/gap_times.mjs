// gap_times.mjs MESSAGE PART   microseconds that @ngraveio/bc-ur takes for a mixed part: one JSON object
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../tests/interop/package.json', import.meta.url));
const { UR, UREncoder, URDecoder } = require('@ngraveio/bc-ur');

const [message, part] = process.argv.slice(2).map(Number);
const used = () => { const { user, system } = process.cpuUsage(); return user + system; };
const median = (all) => all.sort((a, b) => a - b)[all.length >> 1];

function turn() {
  const encoder = new UREncoder(UR.fromBuffer(randomBytes(message)), part);
  const plain = encoder.fragmentsLength;
  for (let i = 0; i < plain; ++i) encoder.nextPart();
  let start = used();
  const parts = Array.from({ length: plain }, () => encoder.nextPart());
  const encoded = (used() - start) / parts.length;
  const decoder = new URDecoder();
  start = used();
  for (const text of parts) decoder.receivePart(text);
  return { encoded, decoded: (used() - start) / parts.length };
}

const turns = [turn(), turn(), turn()];
console.log(JSON.stringify({ encoded: median(turns.map((t) => t.encoded)), decoded: median(turns.map((t) => t.decoded)) }));
