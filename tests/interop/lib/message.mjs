// Requests for signed Bitcoin messages as others make them, and what others make of the answers.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { bitcoin } from './keys.mjs';
import { urParts } from './wrap.mjs';

const require = createRequire(import.meta.url);
const { KeystoneSDK } = require('@keystonehq/keystone-sdk');
const { Address, BIP322, Verifier } = require('bip322-js');
const { Psbt } = bitcoin;
const sdk = new KeystoneSDK();

export const words = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about';
/** Of those words, by the path of their key. */
export const addresses = {
  "m/44'/0'/0'/0/0": '1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA',
  "m/49'/0'/0'/0/0": '37VucYSaXLCAsxYyAPfbSi9eh4iEcbShgf',
  "m/84'/0'/0'/0/0": 'bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu',
};
/** The key of BIP-0086. */
export const taproot = { path: "m/86'/0'/0'/0/0", address: 'bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr',
  key: 'cc8a4bc64d897bddc5fbc2f670f7a8ba0b386779106cf1223c6fc5d7cd6fc115' };
/** The key of BIP-0084. */
export const segwit = { path: "m/84'/0'/0'/0/0", address: addresses["m/84'/0'/0'/0/0"],
  key: '0330d54fd0dd420a6e5f8d3624f5f3482cae350f79d5f0753bf5beef9c2d91af3c' };

/** As Specter's own library asks: in base64 what is no line of ASCII. */
export function command(path, message) {
  const plain = /^[\x20-\x7e]*$/.test(message);
  const text = plain ? `ascii:${message}` : `base64:${Buffer.from(message).toString('base64')}`;
  return `signmessage ${path.replaceAll("'", 'h')} ${text}`;
}

/** The parts of a btc-sign-request, as Keystone's SDK writes it; with an empty address when none is given. */
export function keystoneRequest(path, message, requestId, address = addresses[path]) {
  const account = { path, xfp: '73c5da0a', ...(address && { address }) };
  const ur = sdk.btc.generateSignRequest({ requestId, signData: Buffer.from(message).toString('hex'), dataType: 1, accounts: [account] });
  return urParts(ur.cbor, { type: ur.type });
}

const GENERIC_SIGNED_MESSAGE = 0x09; // of a PSBT's global map (BIP-0322)

/** A PSBT that signs a message, as Sparrow makes it: from bip322-js, with the message and the origin of the key. */
export function bip322Psbt({ path, address, key }, message) {
  const script = Address.convertAdressToScriptPubkey(address);
  const toSign = BIP322.buildToSignTx(BIP322.buildToSpendTx(message, script).getId(), script);
  const psbt = Psbt.fromBuffer(toSign.toBuffer());
  const origin = { masterFingerprint: Buffer.from('73c5da0a', 'hex'), pubkey: Buffer.from(key, 'hex'), path };
  if (path.startsWith("m/86'")) psbt.updateInput(0, { tapInternalKey: origin.pubkey, tapBip32Derivation: [{ ...origin, leafHashes: [] }] });
  else psbt.updateInput(0, { bip32Derivation: [origin] });
  psbt.updateInput(0, { sighashType: bitcoin.Transaction.SIGHASH_ALL });
  psbt.addUnknownKeyValToGlobal({ key: Buffer.from([GENERIC_SIGNED_MESSAGE]), value: Buffer.from(message) });
  return psbt.toBuffer();
}

/** What bip322-js says of the signature in our answer. */
export function bip322Judged({ address }, message, answer) {
  const psbt = Psbt.fromBuffer(answer);
  psbt.finalizeAllInputs();
  return Verifier.verifySignature(address, message, Buffer.from(psbt.data.inputs[0].finalScriptWitness).toString('base64'));
}

/** The same of a signature in the older form (BIP-0137). */
export function bip137Judged(address, message, signature) {
  return Verifier.verifySignature(address, message, signature);
}

/** What Electrum says of [address, message, signature in base64] each. */
export function judged(rows) {
  const code = `
import base64, json, sys
from electrum import ecc
rows = json.load(sys.stdin)
print(json.dumps([ecc.verify_message_with_address(a, base64.b64decode(s), m.encode()) for a, m, s in rows]))`;
  const done = spawnSync('/usr/bin/python3', ['-c', code], { input: JSON.stringify(rows), encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  return JSON.parse(done.stdout);
}
