// gap_reader.mjs LINES...   the frame with which @ngraveio/bc-ur has the message; each file holds "FRAME TEXT" lines
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../tests/interop/package.json', import.meta.url));
const { URDecoder } = require('@ngraveio/bc-ur');

for (const file of process.argv.slice(2)) {
  const decoder = new URDecoder();
  let needed = 0;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const space = line.indexOf(' ');
    if (space < 0) break;
    decoder.receivePart(line.slice(space + 1));
    if (decoder.isComplete()) { needed = Number(line.slice(0, space)); break; }
  }
  console.log(needed);
}
