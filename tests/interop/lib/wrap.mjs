// The ways a request travels: UR parts by @ngraveio/bc-ur, pictures of QR codes by qrcode and pngjs.
import { createRequire } from 'node:module';
import { UR, URDecoder, UREncoder } from '@ngraveio/bc-ur';
import QRCode from 'qrcode';

const { PNG } = createRequire(import.meta.url)('pngjs');

// What these types hold is a CBOR byte string around the payload; what others hold is CBOR already.
const byteString = (type) => ['bytes', 'crypto-psbt', 'psbt'].includes(type);
const urOf = (bytes, type) => (byteString(type) ? new UR(UR.fromBuffer(Buffer.from(bytes)).cbor, type) : new UR(Buffer.from(bytes), type));

/** The first `count` parts of the endless cycle (as many as there are fragments, unless told). */
export function urParts(bytes, { type = 'crypto-psbt', fragment = 200, count = 0, first = 0 } = {}) {
  const encoder = new UREncoder(urOf(bytes, type), fragment, first, 10);
  const length = count || encoder.fragmentsLength;
  return Array.from({ length }, () => encoder.nextPart().toUpperCase());
}

/** What a wallet makes of scanned parts: { type, bytes }, or null while some are missing. */
export function readUr(parts) {
  const decoder = new URDecoder();
  for (const part of parts) decoder.receivePart(part);
  if (!decoder.isComplete()) return null;
  if (!decoder.isSuccess()) throw new Error(decoder.resultError());
  const ur = decoder.resultUR();
  return { type: ur.type, bytes: byteString(ur.type) ? ur.decodeCBOR() : ur.cbor };
}

/**
 * What a camera that starts late and misses some frames sees of the endless cycle: the parts from
 * `start` on, every `lose`-th lost, every `repeat`-th twice, until a decoder has the whole message.
 */
export function film(bytes, { fragment = 200, start = 3, lose = 4, repeat = 5, type = 'crypto-psbt' } = {}) {
  const all = urParts(bytes, { type, fragment, count: 200 });
  const seen = [];
  for (let i = start - 1; i < all.length && !readUr(seen); ++i) {
    if (i % lose === 0) continue;
    seen.push(all[i]);
    if (i % repeat === 0) seen.push(all[i]);
  }
  return seen;
}

/** A grey PNG of the QR code that holds `text`, `scale` pixels a module, with its quiet zone. */
export function picture(text, { scale = 4, level = 'L' } = {}) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: level });
  const margin = 4;
  const side = (modules.size + 2 * margin) * scale;
  const png = new PNG({ width: side, height: side, colorType: 0, inputColorType: 0, inputHasAlpha: false });
  const dark = (x, y) => {
    const [column, row] = [Math.floor(x / scale) - margin, Math.floor(y / scale) - margin];
    return row >= 0 && column >= 0 && row < modules.size && column < modules.size && modules.get(row, column);
  };
  png.data = Buffer.from(Uint8Array.from({ length: side * side }, (_, i) => (dark(i % side, Math.floor(i / side)) ? 0 : 255)));
  return PNG.sync.write(png, { colorType: 0, inputColorType: 0, inputHasAlpha: false, deflateLevel: 9, deflateStrategy: 0, filterType: 2 });
}
