// Addresses by bitcoinjs-lib over @scure/bip32, against those that coldquill lists.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Wallet, kinds, wordsOf } from './lib/keys.mjs';
import { inFolder, run, runJson } from './lib/program.mjs';

const words = wordsOf('addresses');

for (const network of ['mainnet', 'testnet', 'regtest']) {
  for (const kind of kinds) {
    test(`${kind} on ${network}: receive and change, two accounts`, () => inFolder((folder) => {
      const wallet = new Wallet(words, network);
      for (const [account, from, change] of [[0, 0, false], [0, 0, true], [1, 997, false], [2147483647, 4, true]]) {
        const { addresses } = runJson(folder, words, ['address', '--network', network, '--type', kind,
          '--account', `${account}`, '--from', `${from}`, '--count', '12', ...(change ? ['--change'] : [])]);
        const expected = Array.from({ length: 12 }, (_, i) => wallet.key(kind, change ? 1 : 0, from + i, account))
          .map(({ path, address }) => ({ path, address }));
        assert.deepEqual(addresses.map(({ path, address }) => ({ path, address })), expected);
      }
    }));
  }
}

test('an address of ours is known again, and one of somebody else is not', () => inFolder((folder) => {
  const check = (address) => run(folder, words, ['address', '--check', address, '--words-fd', '3']).status;
  for (const kind of kinds) {
    assert.equal(check(new Wallet(words).key(kind, 0, 6).address), 0);
    assert.equal(check(new Wallet(wordsOf('somebody else')).key(kind, 0, 6).address), 3);
  }
}));

test('the last index of all', () => inFolder((folder) => {
  const { addresses } = runJson(folder, words, ['address', '--from', '2147418112', '--count', '2']);
  assert.deepEqual(addresses.map((a) => a.address), [2147418112, 2147418113].map((i) => new Wallet(words).key('p2wpkh', 0, i).address));
}));
