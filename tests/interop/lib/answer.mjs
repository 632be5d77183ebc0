// What two independent libraries make of an answer, and what they would have signed themselves.
import assert from 'node:assert/strict';
import { Transaction as ScureTransaction } from '@scure/btc-signer';
import { bitcoin, ecc } from './keys.mjs';

const hex = (bytes) => Buffer.from(bytes).toString('hex');
const zeroAux = new Uint8Array(32);
const scureOptions = { allowUnknownOutputs: true, allowLegacyWitnessUtxo: true };

const verify = (publicKey, digest, signature) => (publicKey.length === 32
  ? ecc.verifySchnorr(digest, publicKey, signature) : ecc.verify(digest, publicKey, signature));

/** RFC 6979 with the counter that Bitcoin Core adds until the first octet of r is below 0x80. */
function signLowR(digest, privateKey) {
  let signature = ecc.sign(digest, privateKey);
  for (let counter = 1; signature[0] > 0x7f; ++counter) {
    const extra = Buffer.alloc(32);
    extra.writeUInt32LE(counter);
    signature = ecc.sign(digest, privateKey, extra);
  }
  return signature;
}

function signer({ kind, publicKey, privateKey, xOnly }) {
  if (kind !== 'p2tr') return { publicKey, sign: (digest) => signLowR(digest, privateKey) };
  const even = publicKey[0] === 2 ? privateKey : ecc.privateNegate(privateKey);
  const secret = ecc.privateAdd(even, bitcoin.crypto.taggedHash('TapTweak', xOnly));
  return { publicKey: Buffer.from(ecc.pointFromScalar(secret, true)),
    signSchnorr: (digest) => ecc.signSchnorr(digest, secret, zeroAux) };
}

/** The request signed for `keys` (one an input, null where not) by bitcoinjs-lib. */
export function signedByBitcoinjs(request, keys, network) {
  const psbt = bitcoin.Psbt.fromBuffer(request, { network });
  keys.forEach((key, i) => key && psbt.signInput(i, signer(key)));
  return psbt;
}

/**
 * The signatures that @scure/btc-signer makes, input by input; null where it would have to grind: it
 * counts from 0 there, Bitcoin Core from 1.
 */
function signedByScure(request, keys) {
  const tx = ScureTransaction.fromPSBT(request, scureOptions);
  return keys.map((key, i) => {
    if (!key) return null;
    assert.ok(tx.signIdx(key.privateKey, i, undefined, zeroAux));
    const { partialSig, tapKeySig } = tx.getInput(i);
    if (tapKeySig) return hex(tapKeySig);
    const [[, signature]] = partialSig;
    return signature[3] === 33 ? null : hex(signature);
  });
}

/** The final transaction in hex that @scure/btc-signer makes of a PSBT that somebody else signed. */
export function finalByScure(answer) {
  const tx = ScureTransaction.fromPSBT(answer, scureOptions);
  tx.finalize();
  return tx.hex;
}

export function finalByBitcoinjs(answer, network) {
  const psbt = bitcoin.Psbt.fromBuffer(answer, { network });
  assert.ok(psbt.validateSignaturesOfAllInputs(verify));
  return psbt.finalizeAllInputs().extractTransaction(true).toHex();
}

const ownSignatures = (psbt, i) => {
  const { partialSig = [], tapKeySig } = psbt.data.inputs[i];
  return [...partialSig.map((p) => hex(p.signature)), ...(tapKeySig ? [hex(tapKeySig)] : [])];
};

/**
 * Checks the result of `sign --json` against a request. `spent` holds the coins; those that are
 * foreign must have been left alone. Two libraries must verify it, and sign the same bytes.
 */
export function checkAnswer(request, spent, done, network) {
  const answer = Buffer.from(done.answer, 'base64');
  const foreign = spent.some((c) => c.foreign);
  const keys = spent.map((c) => (c.foreign ? null : c.key));
  const [theirs, ours] = [signedByBitcoinjs(request, keys, network), bitcoin.Psbt.fromBuffer(answer, { network })];
  const third = signedByScure(request, keys);
  spent.forEach((c, i) => {
    assert.deepEqual(ownSignatures(ours, i), ownSignatures(theirs, i), `signatures of input ${i}`);
    if (third[i]) assert.deepEqual(ownSignatures(ours, i), [third[i]], `signature of input ${i}`);
    assert.ok(c.foreign || ours.validateSignaturesOfInput(i, verify));
  });
  assert.deepEqual(done.signatures.map((s) => s.hex), spent.flatMap((c, i) => ownSignatures(theirs, i)));
  assert.deepEqual(done.signatures.map((s) => s.path), spent.filter((c) => !c.foreign).map((c) => c.key.path));
  assert.deepEqual(answer, Buffer.from(theirs.toBuffer()), 'the request with our signatures, and nothing else');
  assert.equal(done.complete, !foreign);
  if (foreign) {
    assert.equal(done.raw, null);
    return;
  }
  assert.equal(done.raw, finalByBitcoinjs(answer, network));
  assert.equal(done.raw, finalByScure(answer));
}
