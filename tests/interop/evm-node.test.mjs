// A real node judges what coldquill signed: it takes every type, coins move, and no damaged one passes for ours.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Transaction, getCreateAddress, parseUnits } from 'ethers';
import { Anvil } from './lib/anvil.mjs';
import { checkTransaction } from './lib/evm-answer.mjs';
import { EvmWallet, askForTransaction, idOf, signRequest, transaction } from './lib/evm.mjs';
import { wordsOf } from './lib/keys.mjs';
import { inFolder, reviewAndSign } from './lib/program.mjs';
import { urParts } from './lib/wrap.mjs';

const words = wordsOf('evm node');
const wallet = new EvmWallet(words);
const stranger = new EvmWallet(wordsOf('somebody else'));
const chainId = 31337n;
const accessList = [{ address: stranger.key(0).address, storageKeys: [`0x${'00'.repeat(32)}`] }];
const fees = {
  legacy: { type: 0, gasPrice: parseUnits('20', 'gwei') },
  eip2930: { type: 1, gasPrice: parseUnits('20', 'gwei'), accessList },
  eip1559: { type: 2, maxFeePerGas: parseUnits('30', 'gwei'), maxPriorityFeePerGas: parseUnits('1', 'gwei'), accessList },
};
let node;

before(async () => { node = await Anvil.start(Number(chainId)); });
after(() => node?.stop());

/** Asked for by UR, signed, judged by the libraries: the raw transaction. */
const signed = (tx, key) => inFolder(async (folder) => {
  const id = idOf('node');
  const request = signRequest(wallet, key, { ...askForTransaction(tx), id, address: key.address });
  writeFileSync(join(folder, 'x.ur'), urParts(request, { type: 'eth-sign-request' }).join('\n'));
  const { done } = reviewAndSign(folder, words, 'x.ur');
  await checkTransaction(tx, key, done, id);
  return `0x${done.raw}`;
});

/** The transaction with one bit of r or s changed. */
function damaged(raw, part) {
  const tx = Transaction.from(raw);
  const { r, s, yParity } = tx.signature;
  const flip = (number) => `0x${(BigInt(number) ^ (1n << 100n)).toString(16).padStart(64, '0')}`;
  tx.signature = part === 'r' ? { r: flip(r), s, yParity } : { r, s: flip(s), yParity };
  return tx.serialized;
}

/** The node refuses it, or takes it for somebody else's, who has no coins. */
async function notOurs(raw, address) {
  const before = await node.balance(address);
  await assert.rejects(node.rpc('eth_sendRawTransaction', raw), /insufficient funds|signature|recover|invalid|decode/i);
  assert.equal(await node.balance(address), before);
}

const receiptOf = async (raw) => {
  const hash = await node.rpc('eth_sendRawTransaction', raw);
  assert.equal(hash, Transaction.from(raw).hash);
  const receipt = await node.mined(hash);
  assert.equal(receipt.status, '0x1');
  return receipt;
};

Object.entries(fees).forEach(([type, fee], i) => {
  test(`${type}: the node takes it, coins move, and a damaged one is not ours`, async () => {
    const [key, to] = [wallet.key(i), stranger.key(10 + i).address];
    await node.rpc('anvil_setBalance', key.address, `0x${(5n * 10n ** 18n).toString(16)}`);
    for (const nonce of [0, 1]) {
      const value = 10n ** 17n + BigInt(nonce);
      const raw = await signed(transaction({ chainId, nonce, to, value, gasLimit: 60000n, ...fee }), key);
      for (const part of ['r', 's']) await notOurs(damaged(raw, part), key.address);
      const [ours, theirs] = [await node.balance(key.address), await node.balance(to)];
      const receipt = await receiptOf(raw);
      const paid = BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice);
      assert.deepEqual([receipt.from, receipt.to], [key.address, to].map((a) => a.toLowerCase()));
      assert.equal(await node.balance(to), theirs + value);
      assert.equal(await node.balance(key.address), ours - value - paid);
      await assert.rejects(node.rpc('eth_sendRawTransaction', raw), /nonce|already/i, 'only once');
    }
  });
});

// Code that stores the first argument of any call at place 0, and code that deploys it.
const store = '0x6004356000550000';
const deploy = `0x67${store.slice(2)}60005260086018f3`;

test('a contract is made, and a call of it is understood', async () => {
  const key = wallet.key(9);
  await node.rpc('anvil_setBalance', key.address, `0x${(10n ** 18n).toString(16)}`);
  const made = await receiptOf(await signed(transaction({ chainId, nonce: 0, data: deploy, gasLimit: 200000n, ...fees.eip1559 }), key));
  const contract = getCreateAddress({ from: key.address, nonce: 0 });
  assert.equal(made.contractAddress, contract.toLowerCase());
  assert.equal(await node.rpc('eth_getCode', contract, 'latest'), store);
  const data = `0x60fe47b1${'00'.repeat(30)}1234`;
  await receiptOf(await signed(transaction({ chainId, nonce: 1, to: contract, data, gasLimit: 100000n, ...fees.legacy }), key));
  assert.equal(await node.rpc('eth_getStorageAt', contract, '0x0', 'latest'), `0x${'00'.repeat(30)}1234`);
});

// anvil does not look at the chain id of legacy transactions.
test('a typed transaction for another chain is refused', async () => {
  const key = wallet.key(8);
  await node.rpc('anvil_setBalance', key.address, `0x${(10n ** 18n).toString(16)}`);
  for (const fee of [fees.eip2930, fees.eip1559]) {
    const raw = await signed(transaction({ chainId: 1n, nonce: 0, to: stranger.key(0).address, value: 1n, gasLimit: 60000n, ...fee }), key);
    await assert.rejects(node.rpc('eth_sendRawTransaction', raw), /chain/i);
  }
});
