// Requests for signed Bitcoin messages as others make them, and what others make of the answers.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { urParts } from './wrap.mjs';

const require = createRequire(import.meta.url);
const { KeystoneSDK } = require('@keystonehq/keystone-sdk');
const sdk = new KeystoneSDK();

export const words = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about';
/** Of those words, by the path of their key. */
export const addresses = {
  "m/44'/0'/0'/0/0": '1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA',
  "m/49'/0'/0'/0/0": '37VucYSaXLCAsxYyAPfbSi9eh4iEcbShgf',
  "m/84'/0'/0'/0/0": 'bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu',
};

/** As Specter's own library asks: in base64 what is no line of ASCII. */
export function command(path, message) {
  const plain = /^[\x20-\x7e]*$/.test(message);
  const text = plain ? `ascii:${message}` : `base64:${Buffer.from(message).toString('base64')}`;
  return `signmessage ${path.replaceAll("'", 'h')} ${text}`;
}

/** The parts of a btc-sign-request, as Keystone's SDK writes it. */
export function keystoneRequest(path, message, requestId) {
  const account = { path, xfp: '73c5da0a', address: addresses[path] };
  const ur = sdk.btc.generateSignRequest({ requestId, signData: Buffer.from(message).toString('hex'), dataType: 1, accounts: [account] });
  return urParts(ur.cbor, { type: ur.type });
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
