// The requests that ship in vectors/requests: made here, the same bytes each time.
import { Wallet, bitcoin, wordsOf } from './keys.mjs';
import { coin, fingerprintOf, request, scriptOf } from './request.mjs';
import { film, picture, urParts } from './wrap.mjs';

const words = wordsOf('the demo wallet');
const wallet = new Wallet(words);
const stranger = new Wallet(wordsOf('somebody else'));

const plans = {
  sparrow: {
    about: 'Three P2WPKH coins with their previous transactions, as Sparrow makes a file; a film with a late '
      + 'start, lost and repeated frames',
    coins: [['p2wpkh', 0, 3, 1250000], ['p2wpkh', 1, 1, 480321], ['p2wpkh', 0, 7, 96000]],
    to: ['p2wpkh', 1500000], change: ['p2wpkh', 1, 4], fee: 2790, settings: { xpubs: true, locktime: 850000 }, swap: true,
  },
  taproot: {
    about: 'Two taproot coins, spent by their keys',
    coins: [['p2tr', 0, 0, 730000], ['p2tr', 1, 2, 51234]],
    to: ['p2tr', 700000], change: ['p2tr', 1, 3], fee: 1540, settings: {},
  },
  legacy: {
    about: 'One P2PKH coin with its previous transaction',
    coins: [['p2pkh', 0, 11, 905000]],
    to: ['p2pkh', 350000], change: ['p2pkh', 1, 0], fee: 4520, settings: { sequence: 0xffffffff },
  },
  mixed: {
    about: 'Nested segwit, native segwit, taproot and legacy coins in one transaction',
    coins: [['p2sh-p2wpkh', 0, 2, 333000], ['p2wpkh', 0, 5, 210000], ['p2tr', 0, 1, 120000], ['p2pkh', 1, 6, 88000]],
    to: ['p2sh-p2wpkh', 600000], change: ['p2sh-p2wpkh', 1, 8], fee: 5150, settings: { previous: 'all' }, swap: true,
  },
};
export const names = Object.keys(plans);

const sum = (list) => list.reduce((a, b) => a + b, 0);

/** Everything about one request: its PSBT, its wrappings, and what a review must say. */
export function demo(name) {
  const { about, coins, to: [toKind, amount], change, fee, settings, swap } = plans[name];
  const to = stranger.key(toKind, 0, 0).address;
  const back = wallet.key(...change);
  const left = sum(coins.map((c) => c[3])) - amount - fee;
  const outputs = [{ script: scriptOf(to, bitcoin.networks.bitcoin), value: amount }, { key: back, value: left }];
  if (swap) outputs.reverse();
  const spent = coins.map(([kind, chain, index, value], i) => coin(wallet.key(kind, chain, index), value, `${name} ${i}`));
  const psbt = request(wallet, spent, outputs, settings);
  const bytes = Buffer.from(psbt.toBuffer());
  const parts = urParts(bytes);
  const frames = parts.length > 1 ? film(bytes) : parts;
  return {
    about, bytes, parts, frames, pictures: frames.map((part) => picture(part)),
    expect: { words, to, amount, fee, change: { address: back.address, amount: left, path: back.path },
      inputs: coins.length, fingerprint: fingerprintOf(psbt), master: wallet.fingerprint.toString('hex') },
  };
}
