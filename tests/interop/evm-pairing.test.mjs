// MetaMask's own keyring for QR wallets: it pairs with our exports, and takes our signatures.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Transaction } from 'ethers';
import { checkMessageSignature, checkTypedSignature } from './lib/evm-answer.mjs';
import { EvmWallet } from './lib/evm.mjs';
import { wordsOf } from './lib/keys.mjs';
import { inFolder, reviewAndSign, run, runJson } from './lib/program.mjs';
import { erc20, mail, permit, usdc } from './lib/tokens.mjs';
import { readUr, urParts } from './lib/wrap.mjs';

const require = createRequire(import.meta.url);
const { QrKeyring } = require('@metamask/eth-qr-keyring');
const { Common } = require('@ethereumjs/common');
const { TransactionFactory } = require('@ethereumjs/tx');

const words = wordsOf('evm pairing');
const wallet = new EvmWallet(words);
const stranger = new EvmWallet(wordsOf('somebody else')).key(0).address;
const styles = {
  standard: { options: [], type: 'crypto-hdkey', key: (i) => wallet.key(i) },
  'ledger-live': { options: ['--type', 'ledger-live'], type: 'crypto-account', key: (i) => wallet.ledgerLive(i) },
};
const first = (count, of) => Array.from({ length: count }, (_, i) => of(i));

const scanned = (parts) => { const { type, bytes } = readUr(parts); return { type, cbor: Buffer.from(bytes).toString('hex') }; };

/** The keyring, paired with what `wallet pair` shows; its requests go to our program, file by file. */
function paired(folder, { options, type }) {
  const { qr, fingerprint } = runJson(folder, words, ['wallet', 'pair', '--for', 'metamask', ...options]);
  assert.equal(fingerprint, wallet.fingerprint);
  const seen = [];
  const requestScan = async ({ request: { payload } }) => {
    writeFileSync(join(folder, 'request.ur'), urParts(Buffer.from(payload.cbor, 'hex'), { type: payload.type, fragment: 400 }).join('\n'));
    const { done } = reviewAndSign(folder, words, 'request.ur', [], ['-o', `answer-${seen.length}/`]);
    seen.push(done);
    return scanned(done.qr);
  };
  const keyring = new QrKeyring({ bridge: { requestScan } });
  const exported = scanned(qr);
  assert.equal(exported.type, type);
  keyring.pairDevice(exported);
  return { keyring, seen };
}

/** An unsigned transaction by @ethereumjs/tx, as MetaMask hands it to its keyrings. */
function unsigned(type, chainId, fields) {
  const common = Common.custom({ chainId, name: `${chainId}`, networkId: chainId }, { hardfork: 'cancun' });
  const fees = type === 2 ? { maxFeePerGas: '0x77359400', maxPriorityFeePerGas: '0x3b9aca00' } : { gasPrice: '0x77359400' };
  const all = { type, ...(type && { chainId }), nonce: '0x9', gasLimit: '0x10000', value: '0x1', to: stranger, ...fees, ...fields };
  return TransactionFactory.fromTxData(all, { common });
}

for (const [style, how] of Object.entries(styles)) {
  test(`${style}: the keyring lists the addresses that we list`, () => inFolder(async (folder) => {
    const { keyring } = paired(folder, how);
    const page = await keyring.getFirstPage();
    assert.deepEqual(page, first(5, (index) => ({ address: how.key(index).address, index })));
    assert.deepEqual(await keyring.addAccounts(3), first(3, (i) => how.key(i).address));
    assert.equal((await keyring.serialize()).xfp, wallet.fingerprint);
    assert.equal(keyring.getName(), 'coldquill');
  }));

  test(`${style}: the keyring takes our signatures of transactions`, () => inFolder(async (folder) => {
    const { keyring, seen } = paired(folder, how);
    await keyring.addAccounts(2);
    const { address, path } = how.key(1);
    const token = { to: usdc, value: '0x0', data: erc20.encodeFunctionData('transfer', [stranger, 123n]) };
    const listed = { accessList: [{ address: usdc, storageKeys: [`0x${'09'.repeat(32)}`] }] };
    for (const tx of [unsigned(0, 1, {}), unsigned(0, 11155111, token), unsigned(1, 137, listed), unsigned(2, 1, token), unsigned(2, 8453, listed)]) {
      const signed = await keyring.signTransaction(address, tx);
      const raw = Buffer.from(signed.serialize()).toString('hex');
      assert.ok(signed.verifySignature());
      assert.equal(signed.getSenderAddress().toString(), address.toLowerCase());
      assert.equal(Transaction.from(`0x${raw}`).from, address);
      assert.deepEqual([seen.at(-1).raw, seen.at(-1).signatures[0].path], [raw, path]);
    }
  }));

  test(`${style}: the keyring takes our signatures of messages and typed data`, () => inFolder(async (folder) => {
    const { keyring } = paired(folder, how);
    await keyring.addAccounts(1);
    const key = how.key(0);
    for (const data of [permit(key.address, stranger, '5'), mail(key.address, stranger)]) {
      await checkTypedSignature(data, key, await keyring.signTypedData(key.address, data));
    }
    for (const message of ['Hello, MetaMask', 'Zeile eins\nZeile zwei: äöü']) {
      const signature = await keyring.signPersonalMessage(key.address, `0x${Buffer.from(message).toString('hex')}`);
      await checkMessageSignature(message, key, signature);
    }
  }));
}

test('further pages of addresses, and another account', () => inFolder(async (folder) => {
  const { keyring } = paired(folder, styles.standard);
  await keyring.getFirstPage();
  assert.deepEqual((await keyring.getNextPage()).map(({ address }) => address), first(5, (i) => wallet.key(5 + i).address));
  const other = paired(folder, { ...styles.standard, options: ['--account', '2'] });
  assert.equal((await other.keyring.getFirstPage())[0].address, wallet.at("m/44'/60'/2'/0/0").address);
}));

test('the addresses that we list are those of ethers', () => inFolder((folder) => {
  const { addresses } = runJson(folder, words, ['address', '--chain', 'evm', '--from', '0', '--count', '12']);
  const shown = ({ path, address }) => ({ path, address });
  assert.deepEqual(addresses.map(shown), first(12, (i) => shown(wallet.key(i))));
}));

test('an address of ours is known again, in any case that EIP-55 allows', () => inFolder((folder) => {
  const check = (address) => run(folder, words, ['address', '--check', address, '--words-fd', '3']).status;
  const { address } = wallet.key(6);
  const digits = address.slice(2);
  for (const text of [address, address.toLowerCase(), `0x${digits.toUpperCase()}`]) assert.equal(check(text), 0, text);
  assert.equal(check(stranger), 3);
  const letter = digits.search(/[a-f]/);
  const spoilt = `0x${digits.slice(0, letter)}${digits[letter].toUpperCase()}${digits.slice(letter + 1)}`;
  assert.equal(check(spoilt), 10, 'one letter in the wrong case');
}));
