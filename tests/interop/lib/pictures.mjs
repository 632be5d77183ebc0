// Reads pictures of QR codes with jsQR, which knows nothing of how coldquill draws them.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const jsQR = require('jsqr');
const { PNG } = require('pngjs');

function text({ data, width, height }) {
  return jsQR(new Uint8ClampedArray(data), width, height, { inversionAttempts: 'dontInvert' })?.data ?? null;
}

/** The text of the QR code in a PNG, or null. */
export const readPng = (file) => text(PNG.sync.read(Buffer.isBuffer(file) ? file : readFileSync(file)));

/** A picture of half blocks, as a dark terminal shows them: a block shines. */
function shown(lines, scale = 4) {
  const [width, height] = [lines[0].length * scale, lines.length * 2 * scale];
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; ++y) {
    const half = Math.floor(y / scale);
    for (let x = 0; x < width; ++x) {
      const block = lines[half >> 1][Math.floor(x / scale)];
      const light = block === '█' || block === (half % 2 ? '▄' : '▀') ? 255 : 0;
      data.set([light, light, light, 255], 4 * (y * width + x));
    }
  }
  return { data, width, height };
}

/** The texts of the QR codes that a program printed, in order. */
export function readTerminal(printed) {
  const isPicture = (line) => /^[ ▀▄█]{20,}$/.test(line);
  const pictures = [];
  let open = false;
  for (const line of printed.split('\n')) {
    if (!isPicture(line)) open = false;
    else if (open) pictures.at(-1).push(line);
    else open = pictures.push([line]);
  }
  return pictures.map((lines) => text(shown(lines)));
}
