// A node judges what coldquill signed: it takes and mines every kind, and refuses each with one bit changed.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Wallet, bitcoin, kinds, wordsOf } from './lib/keys.mjs';
import { Node } from './lib/litecoind.mjs';
import { inFolder, reviewAndSign } from './lib/program.mjs';
import { request } from './lib/request.mjs';

const wallet = new Wallet(wordsOf('node'), 'regtest');
const folder = mkdtempSync(join(tmpdir(), 'coldquill-node-'));
const spends = [...kinds.map((kind) => [kind, kind]), kinds];
let node;
let purse; // one confirmed transaction that pays every coin that the tests spend

/** Pays to scripts, not to addresses: those of this node look different from Bitcoin's. */
async function fund(keys) {
  const tx = new bitcoin.Transaction();
  keys.forEach((key, i) => tx.addOutput(key.script, BigInt(50000000 + i)));
  const { hex } = await node.rpc('fundrawtransaction', tx.toHex(), {}, false);
  const signed = await node.rpc('signrawtransactionwithwallet', hex);
  assert.ok(signed.complete);
  await node.rpc('sendrawtransaction', signed.hex);
  await node.mine();
  return bitcoin.Transaction.fromHex(signed.hex);
}

const keyOf = (kind, spend, i) => wallet.key(kind, i % 2, 10 * spend + i);

function coinOf(key) {
  const index = purse.outs.findIndex(({ script }) => key.script.equals(Buffer.from(script)));
  return { key, tx: purse, index, value: purse.outs[index].value };
}

/** The transaction with one bit of the signature of input `i` changed, past the DER headers. */
function damaged(tx, i) {
  const copy = tx.clone();
  const input = copy.ins[i];
  if (input.witness.length) {
    const [signature, ...rest] = input.witness.map((item) => Buffer.from(item));
    signature[20] ^= 4;
    input.witness = [signature, ...rest];
  } else {
    input.script = Buffer.from(input.script);
    input.script[21] ^= 4;
  }
  return copy.toHex();
}

before(async () => {
  node = await Node.start(folder);
  purse = await fund(spends.flatMap((list, spend) => list.map((kind, i) => keyOf(kind, spend, i))));
});

after(async () => {
  await node?.stop();
  rmSync(folder, { recursive: true, force: true });
});

spends.forEach((list, spend) => {
  test(`the node takes and mines ${list.join(' + ')}, and refuses it damaged`, () => inFolder(async (place) => {
    const coins = list.map((kind, i) => coinOf(keyOf(kind, spend, i)));
    const back = wallet.key(list[0], 1, 90 + spend);
    const foreign = new Wallet(wordsOf('somebody else'), 'regtest').key('p2wpkh', 0, spend);
    const total = coins.reduce((sum, c) => sum + c.value, 0n);
    const outputs = [{ script: foreign.script, value: 12345678n }, { key: back, value: total - 12345678n - 20000n }];
    writeFileSync(join(place, 'x.psbt'), request(wallet, coins, outputs).toBuffer());
    const { done } = reviewAndSign(place, wallet.words, 'x.psbt', ['--network', 'regtest']);

    const tx = bitcoin.Transaction.fromHex(done.raw);
    for (let i = 0; i < list.length; ++i) {
      const [verdict] = await node.rpc('testmempoolaccept', [damaged(tx, i)]);
      assert.equal(verdict.allowed, false);
      assert.match(verdict['reject-reason'], /script-verify-flag|signature/i);
    }
    const [verdict] = await node.rpc('testmempoolaccept', [done.raw]);
    assert.ok(verdict.allowed, verdict['reject-reason']);
    const id = await node.rpc('sendrawtransaction', done.raw);
    await node.mine();
    assert.equal(id, tx.getId());
    assert.equal((await node.rpc('gettxout', id, 0)).confirmations, 1);
  }));
});
