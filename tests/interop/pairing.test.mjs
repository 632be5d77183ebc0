// Watch-only exports: Electrum opens ours and shows the same addresses, a node understands the
// descriptors, and @ngraveio/bc-ur reads the QR codes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { URDecoder } from '@ngraveio/bc-ur';
import { Wallet, kinds, wordsOf } from './lib/keys.mjs';
import { Node } from './lib/litecoind.mjs';
import { inFolder, runJson } from './lib/program.mjs';

const words = wordsOf('pairing');

function electrum(folder, network, file, ...command) {
  const place = network === 'mainnet' ? [] : [`--${network}`];
  const done = spawnSync('electrum', ['--offline', ...place, '-D', join(folder, 'electrum'), '-w', file, ...command],
    { cwd: folder, encoding: 'utf8', timeout: 60000, env: { ...process.env, HOME: folder } });
  if (done.error) throw done.error;
  assert.equal(done.status, 0, done.stderr);
  return done.stdout.trim();
}

for (const [kind, network] of [...kinds.slice(0, 3).map((k) => [k, 'mainnet']), ['p2wpkh', 'testnet']]) {
  test(`Electrum, ${kind} on ${network}: the same addresses`, () => inFolder((folder) => {
    const wallet = new Wallet(words, network);
    const { text, file } = runJson(folder, words,
      ['wallet', 'pair', '--for', 'electrum', '--type', kind, '--network', network, '-o', 'e.json']);
    const { keystore } = JSON.parse(readFileSync(join(folder, file)));
    assert.equal(keystore.root_fingerprint, wallet.fingerprint.toString('hex'));
    assert.equal(keystore.derivation, wallet.accountPath(kind));
    assert.equal(electrum(folder, network, file, 'getmpk'), text.trim());
    for (const [chain, name] of [[0, '--receiving'], [1, '--change']]) {
      const shown = JSON.parse(electrum(folder, network, file, 'listaddresses', name));
      assert.ok(shown.length > 5);
      assert.deepEqual(shown, shown.map((_, i) => wallet.key(kind, chain, i).address));
    }
  }));
}

test('Bitcoin Core: a node derives our scripts from the descriptors', () => inFolder(async (folder) => {
  const wallet = new Wallet(words, 'regtest');
  const node = await Node.start(folder, 0);
  try {
    for (const kind of kinds.slice(0, 3)) { // this node knows no tr()
      const { text } = runJson(folder, words, ['wallet', 'pair', '--for', 'core', '--type', kind, '--network', 'regtest']);
      for (const [chain, descriptor] of text.trim().split('\n').entries()) {
        const { checksum } = await node.rpc('getdescriptorinfo', descriptor.split('#')[0]);
        assert.equal(descriptor.split('#')[1], checksum);
        const addresses = await node.rpc('deriveaddresses', descriptor, [0, 4]);
        const scripts = await Promise.all(addresses.map((a) => node.rpc('validateaddress', a)));
        assert.deepEqual(scripts.map((s) => s.scriptPubKey), addresses.map((_, i) => wallet.key(kind, chain, i).script.toString('hex')));
      }
    }
  } finally {
    await node.stop();
  }
}));

for (const kind of kinds) {
  test(`Sparrow, ${kind}: the account key is in the QR code`, () => inFolder((folder) => {
    const wallet = new Wallet(words);
    const { qr, text } = runJson(folder, words, ['wallet', 'pair', '--for', 'sparrow', '--type', kind]);
    const decoder = new URDecoder();
    qr.forEach((part) => decoder.receivePart(part));
    const ur = decoder.resultUR();
    assert.equal(ur.type, 'crypto-account');
    const account = wallet.account(kind);
    for (const bytes of [account.publicKey, account.chainCode, wallet.fingerprint]) {
      assert.ok(ur.cbor.includes(Buffer.from(bytes)));
    }
    assert.ok(text.includes(`[${wallet.fingerprint.toString('hex')}/${wallet.accountPath(kind).slice(2)}]${account.publicExtendedKey}`));
  }));
}
