// node peer.mjs NAME: asks one library to sign payloads (of payloads.py, a line each); tells of each what came of it:
// { does: "signs", "in part" (some of our inputs), "another" (not what stands there), "refuses" or "n/a"; why }.
import { createInterface } from 'node:readline';

const [, , name] = process.argv;
const home = { 'bitcoinjs-lib': ['bitcoin', 'bitcoinjs'], '@scure/btc-signer': ['bitcoin', 'scure'], ethers: ['evm', 'ethers'], viem: ['evm', 'viem'] };
const [family, member] = home[name];
const peer = (await import(`./${family}-peers.mjs`))[member];

/** Short, and the same wherever it runs: what the library calls it, or the first words of what it says of this payload. */
function reason(error) {
  const kind = String(error?.code ?? error?.name ?? typeof error);
  const words = kind === 'Error' ? String(error.message).split(/[\s:=]+/).filter((word) => /^[^\d]{1,20}$/.test(word)) : [];
  return [kind, ...words.slice(0, 5)].join(' ').replace(/^Error (?=.)/, '');
}

/** What a signature is: over all that was asked for, or over what it should be? */
function judged(payload, signed) {
  if (payload.inputs && signed.inputs < payload.inputs) return { does: 'in part' };
  return signed.another ? { does: 'another' } : { does: 'signs' };
}

async function verdict(payload) {
  let last = { does: 'n/a' };
  for (const piece of peer[payload.form] ? payload.pieces : []) {
    try {
      return judged(payload, await peer[payload.form](Buffer.from(piece, 'hex'), payload));
    } catch (error) {
      if (error.constructor.name === 'NotApplicable') continue;
      last = { does: 'refuses', why: reason(error) };
    }
  }
  return last;
}

console.log(JSON.stringify({ ready: true }));
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await verdict(JSON.parse(line))));
}
