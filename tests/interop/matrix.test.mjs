// The dialects of the air gap, each with the libraries and programs that other people read and write it with.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { joinQRs, splitQRs } from 'bbqr';
import { demo } from './lib/demo.mjs';
import { EvmWallet, askForMessage, readEthSignature, signRequest } from './lib/evm.mjs';
import { wordsOf } from './lib/keys.mjs';
import { page } from './lib/matrix.mjs';
import * as bitcoinMessage from './lib/message.mjs';
import { readPng } from './lib/pictures.mjs';
import { inFolder, reviewAndSign, run, runJson } from './lib/program.mjs';
import { film, picture, readUr, urParts } from './lib/wrap.mjs';

const require = createRequire(import.meta.url);
const { KeystoneSDK, URDecoder, UREncoder } = require('@keystonehq/keystone-sdk');
const { QrKeyring } = require('@metamask/eth-qr-keyring');
const zxingReader = require('zxing-wasm/reader');
const zxingWriter = require('zxing-wasm/writer');
const wasm = (part) => ({ overrides: { wasmBinary: readFileSync(require.resolve(`zxing-wasm/${part}/zxing_${part}.wasm`)) } });
zxingReader.prepareZXingModule(wasm('reader'));
zxingWriter.prepareZXingModule(wasm('writer'));

const psbt = demo('sparrow').bytes;
const words = demo('sparrow').expect.words;
const evm = new EvmWallet(wordsOf('evm pairing'));
const message = 'I hold this key';
const sdk = new KeystoneSDK();

const rows = [];
/** Two tests and a row of the page. toUs gives what our program made of their codes; fromUs reads ours. */
function pair(what, peer, { toUs, fromUs }) {
  const row = { what, peer };
  rows.push(row);
  for (const [direction, check] of Object.entries({ toUs, fromUs })) {
    if (!check) continue;
    row[direction] = false;
    const arrow = direction === 'toUs' ? `${peer} -> coldquill` : `coldquill -> ${peer}`;
    test(`${what}: ${arrow}`, async () => { await inFolder(check); row[direction] = true; });
  }
}

/** What `qr read` finds in a file: its only payload. */
function found(folder, file) {
  const { status, out, err } = run(folder, words, ['qr', 'read', file, '--json']);
  assert.equal(status, 0, out + err);
  return Buffer.from(JSON.parse(out).payloads[0].payload, 'base64');
}

/** Our program reads these codes, a line each, and finds these bytes. */
function expectRead(folder, codes, bytes) {
  writeFileSync(join(folder, 'codes.txt'), codes.join('\n'));
  assert.deepEqual(found(folder, 'codes.txt'), Buffer.from(bytes));
}

/** The codes of our answer to a request for a signature, in a dialect, and the bytes in them. */
function answered(folder, options = []) {
  writeFileSync(join(folder, 'x.psbt'), psbt);
  const { done } = reviewAndSign(folder, words, 'x.psbt', [], ['-o', 'out/', ...options]);
  return { codes: done.qr, bytes: Buffer.from(done.answer, 'base64') };
}

const decoded = (codes) => {
  const decoder = new URDecoder();
  codes.forEach((code) => decoder.receivePart(code));
  return decoder.resultUR();
};

pair('UR `crypto-psbt`, films with losses', '@ngraveio/bc-ur', {
  toUs: (folder) => expectRead(folder, film(psbt, { fragment: 90 }), psbt),
  fromUs: (folder) => {
    const { codes, bytes } = answered(folder, ['--fragment', '60']);
    assert.ok(codes.length > 3);
    assert.deepEqual(Buffer.from(readUr(codes.reverse()).bytes), bytes);
  },
});

pair('UR `crypto-psbt`', '@keystonehq/keystone-sdk', {
  toUs: (folder) => {
    const encoder = new UREncoder(sdk.btc.generatePSBT(psbt), 200);
    expectRead(folder, Array.from({ length: encoder.fragmentsLength }, () => encoder.nextPart()), psbt);
  },
  fromUs: (folder) => {
    const { codes, bytes } = answered(folder, ['--for', 'keystone']);
    assert.equal(sdk.btc.parsePSBT(decoded(codes)), bytes.toString('hex'));
  },
});

/** An eth-sign-request as UR parts goes to our program; the codes of the answer. */
function signEvm(folder, parts) {
  writeFileSync(join(folder, 'x.ur'), parts.join('\n'));
  return reviewAndSign(folder, wordsOf('evm pairing'), 'x.ur').done;
}
const id = '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d';
const path = "m/44'/60'/0'/0/1";

pair('UR `eth-sign-request`, `eth-signature`', '@keystonehq/keystone-sdk', {
  toUs: (folder) => {
    const ur = sdk.eth.generateSignRequest({ requestId: id, signData: Buffer.from(message).toString('hex'),
      dataType: 3, path, xfp: evm.fingerprint, chainId: 1 });
    assert.ok(signEvm(folder, urParts(ur.cbor, { type: ur.type })).complete);
  },
  fromUs: (folder) => {
    const cbor = signRequest(evm, { path }, { ...askForMessage(message), id });
    const { qr, signatures } = signEvm(folder, urParts(cbor, { type: 'eth-sign-request' }));
    const { requestId, signature } = sdk.eth.parseSignature(decoded(qr));
    assert.deepEqual([requestId, signature], [id, signatures[0].hex]);
  },
});

pair('UR `eth-sign-request`, `eth-signature`', '@keystonehq/bc-ur-registry-eth', {
  toUs: (folder) => {
    const cbor = signRequest(evm, { path }, { ...askForMessage(message), id });
    assert.ok(signEvm(folder, urParts(cbor, { type: 'eth-sign-request' })).complete);
  },
  fromUs: (folder) => {
    const cbor = signRequest(evm, { path }, { ...askForMessage(message), id });
    const { qr, signatures } = signEvm(folder, urParts(cbor, { type: 'eth-sign-request' }));
    assert.equal(readEthSignature(qr).whole, signatures[0].hex);
  },
});

const exported = (folder) => runJson(folder, wordsOf('evm pairing'), ['wallet', 'pair', '--for', 'metamask']).qr;

pair('UR `crypto-hdkey`', '@keystonehq/keystone-sdk', {
  fromUs: (folder) => {
    const account = sdk.parseHDKey(decoded(exported(folder)));
    assert.equal(account.xfp, evm.fingerprint);
    assert.equal(account.path, "m/44'/60'/0'");
  },
});

/** MetaMask's keyring, paired with our export; what it asks goes to our program as a film. */
function keyring(folder) {
  const requestScan = async ({ request: { payload } }) => {
    const parts = urParts(Buffer.from(payload.cbor, 'hex'), { type: payload.type, fragment: 50 });
    const { type, bytes } = readUr(signEvm(folder, parts).qr);
    return { type, cbor: Buffer.from(bytes).toString('hex') };
  };
  const ring = new QrKeyring({ bridge: { requestScan } });
  const { type, bytes } = readUr(exported(folder));
  ring.pairDevice({ type, cbor: Buffer.from(bytes).toString('hex') });
  return ring;
}

pair('UR `crypto-hdkey`, `eth-sign-request`, `eth-signature`', '@metamask/eth-qr-keyring', {
  toUs: async (folder) => {
    const ring = keyring(folder);
    const [address] = await ring.addAccounts(1);
    const hex = `0x${Buffer.from(message).toString('hex')}`;
    const signature = await ring.signPersonalMessage(address, hex);
    const { recoverPersonalSignature } = require('@metamask/eth-sig-util');
    assert.equal(recoverPersonalSignature({ data: hex, signature }), address.toLowerCase());
  },
  fromUs: async (folder) => {
    const page = await keyring(folder).getFirstPage();
    assert.deepEqual(page.map(({ address }) => address), [0, 1, 2, 3, 4].map((i) => evm.key(i).address));
  },
});

pair('BBQr, encodings H, 2 and Z', 'bbqr', {
  toUs: (folder) => {
    for (const encoding of ['H', '2', 'Z']) expectRead(folder, splitQRs(psbt, 'P', { encoding, maxVersion: 10 }).parts.reverse(), psbt);
  },
  fromUs: (folder) => {
    const { codes, bytes } = answered(folder, ['--format', 'bbqr']);
    assert.deepEqual(Buffer.from(joinQRs(codes).raw), bytes);
  },
});

const electrum = (code, input) => {
  const done = spawnSync('/usr/bin/python3', ['-c', `import sys\nfrom electrum import bitcoin\n${code}`], { input, encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout.trim();
};
pair('base43', 'electrum', {
  toUs: (folder) => expectRead(folder, [electrum('print(bitcoin.base_encode(bytes.fromhex(sys.stdin.read()), base=43))', psbt.toString('hex'))], psbt),
  fromUs: (folder) => {
    const { codes, bytes } = answered(folder, ['--for', 'electrum']);
    assert.equal(electrum('print(bitcoin.base_decode(sys.stdin.read(), base=43).hex())', codes[0]), bytes.toString('hex'));
  },
});

const [[ourPath, ourAddress]] = Object.entries(bitcoinMessage.addresses);
/** A request for a signed Bitcoin message goes to our program. */
function signMessage(folder, request, name = 'x.txt') {
  writeFileSync(join(folder, name), request);
  return reviewAndSign(folder, bitcoinMessage.words, name).done;
}

pair('UR `btc-sign-request`, `btc-signature`', '@keystonehq/keystone-sdk', {
  toUs: (folder) => {
    const { kind, complete } = signMessage(folder, bitcoinMessage.keystoneRequest(ourPath, message, id).join('\n'));
    assert.deepEqual([kind, complete], ['btc-signature', true]);
  },
  fromUs: (folder) => {
    const { qr, signatures } = signMessage(folder, bitcoinMessage.keystoneRequest(ourPath, message, id).join('\n'));
    const { requestId, signature } = sdk.btc.parseSignature(decoded(qr));
    assert.deepEqual([requestId, signature], [id, signatures[0].hex]);
  },
});

pair('PSBT that signs a message (BIP-322)', 'bip322-js', {
  toUs: (folder) => {
    for (const who of [bitcoinMessage.segwit, bitcoinMessage.taproot]) {
      assert.ok(signMessage(folder, bitcoinMessage.bip322Psbt(who, message), `${who.path.slice(2, 4)}.psbt`).complete);
    }
  },
  fromUs: (folder) => {
    for (const who of [bitcoinMessage.segwit, bitcoinMessage.taproot]) {
      const { answer } = signMessage(folder, bitcoinMessage.bip322Psbt(who, message), `${who.path.slice(2, 4)}.psbt`);
      assert.ok(bitcoinMessage.bip322Judged(who, message, Buffer.from(answer, 'base64')));
    }
  },
});

pair('Signed Bitcoin message, in base64', 'electrum', {
  fromUs: (folder) => {
    const { qr } = signMessage(folder, bitcoinMessage.command(ourPath, message));
    assert.deepEqual(bitcoinMessage.judged([[ourAddress, message, qr[0]], [ourAddress, `${message}.`, qr[0]]]), [true, false]);
  },
});

/** Pictures of a film of ours, each read by somebody else: the texts. */
async function readOurs(folder, read) {
  writeFileSync(join(folder, 'x.psbt'), psbt);
  for (const density of ['low', 'high']) {
    const { status, err } = run(folder, words, ['qr', 'show', 'x.psbt', '--density', density, '--scale', '4', '--qr-png', `${density}.png`]);
    assert.equal(status, 0, err);
    const names = readdirSync(folder).filter((name) => name.startsWith(density)).sort();
    const texts = [];
    for (const name of names) texts.push(await read(join(folder, name)));
    assert.deepEqual(Buffer.from(readUr(texts).bytes), psbt);
  }
}

/** Our program reads a picture that somebody else drew. */
function expectPicture(folder, png) {
  writeFileSync(join(folder, 'theirs.png'), png);
  assert.equal(found(folder, 'theirs.png').toString(), text);
}
const text = 'https://example.org/a/link?of=some&length';

pair('QR codes', 'jsqr', { fromUs: (folder) => readOurs(folder, readPng) });
pair('QR codes', 'qrcode', { toUs: (folder) => expectPicture(folder, picture(text)) });
pair('QR codes', 'zbar-tools', {
  fromUs: (folder) => readOurs(folder, (file) => {
    const done = spawnSync('zbarimg', ['--quiet', '--raw', '-Sbinary', file], { encoding: 'utf8' });
    assert.equal(done.status, 0, done.stderr);
    return done.stdout.trim();
  }),
});
pair('QR codes', 'zxing-wasm', {
  toUs: async (folder) => {
    const { image } = await zxingWriter.writeBarcode(text, { format: 'QRCode', scale: 4 });
    expectPicture(folder, Buffer.from(await image.arrayBuffer()));
  },
  fromUs: (folder) => readOurs(folder, async (file) => (await zxingReader.readBarcodes(readFileSync(file), { formats: ['QRCode'] }))[0]?.text),
});

test('docs/interop.md says what these tests found', () => {
  const file = fileURLToPath(new URL('../../docs/interop.md', import.meta.url));
  const now = page(rows);
  if (process.env.COLDQUILL_UPDATE) writeFileSync(file, now);
  assert.equal(existsSync(file) && readFileSync(file, 'utf8'), now, 'COLDQUILL_UPDATE=1 writes it anew');
});
