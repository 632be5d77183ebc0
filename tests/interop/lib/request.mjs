// Unsigned PSBTs as online wallets make them, by bitcoinjs-lib.
import { createHash } from 'node:crypto';
import { bitcoin, seeded } from './keys.mjs';

/** A transaction that never happened and that pays `value` to `key`, among other outputs. */
export function coin(key, value, label) {
  const random = seeded(`coin ${label}`);
  const tx = new bitcoin.Transaction();
  tx.version = 2;
  tx.addInput(random, random[0] % 4, 0xfffffffd);
  const other = Buffer.concat([Buffer.from([0, 20]), seeded(`other ${label}`).subarray(0, 20)]);
  const index = random[1] % 2;
  const outputs = [[other, BigInt(100000 + random.readUInt16LE(2))]];
  outputs.splice(index, 0, [key.script, BigInt(value)]);
  for (const [script, amount] of outputs) tx.addOutput(script, amount);
  if (random[4] % 2) {
    tx.ins[0].witness = [Buffer.concat([seeded(`r ${label}`), seeded(`s ${label}`)]),
      Buffer.concat([Buffer.from([2]), seeded(`key ${label}`)])];
  } else {
    tx.ins[0].script = Buffer.concat([Buffer.from([32]), seeded(`script ${label}`)]);
  }
  return { key, tx, index, value: BigInt(value) };
}

/** How a wallet writes where a key comes from: in full, or as wallets do that know less. */
function origin(wallet, key, style) {
  if (style === 'account') { // Electrum, given a bare zpub
    const fingerprint = Buffer.alloc(4);
    fingerprint.writeUInt32BE(wallet.account(key.kind, key.account).fingerprint);
    return { masterFingerprint: fingerprint, path: key.relative };
  }
  const masterFingerprint = style === 'zero' ? Buffer.alloc(4) : wallet.fingerprint;
  return { masterFingerprint, path: key.path };
}

function derivation(wallet, key, style) {
  const from = origin(wallet, key, style);
  return key.kind === 'p2tr'
    ? { tapInternalKey: key.xOnly, tapBip32Derivation: [{ ...from, pubkey: key.xOnly, leafHashes: [] }] }
    : { bip32Derivation: [{ ...from, pubkey: key.publicKey }] };
}

function input(wallet, { key, tx, index, value, foreign }, { origins, previous }, sequence) {
  const segwit = key.kind !== 'p2pkh';
  const whole = !segwit || previous === 'all' || (previous && key.kind !== 'p2tr');
  return {
    hash: tx.getHash(), index, sequence,
    ...(segwit && { witnessUtxo: { script: key.script, value } }),
    ...(whole && { nonWitnessUtxo: tx.toBuffer() }),
    ...(key.redeemScript && { redeemScript: key.redeemScript }),
    ...(!foreign && derivation(wallet, key, origins)),
  };
}

function output(wallet, { key, script, value }, { origins }) {
  if (!key) return { script, value: BigInt(value) };
  return { script: key.script, value: BigInt(value), ...derivation(wallet, key, origins),
    ...(key.redeemScript && { redeemScript: key.redeemScript }) };
}

function globalXpubs(wallet, coins) {
  const mine = coins.filter((c) => !c.foreign).map(({ key }) => [wallet.accountPath(key.kind, key.account), key]);
  return [...new Map(mine)].map(([path, key]) => {
    const node = wallet.account(key.kind, key.account);
    const raw = Buffer.alloc(78);
    raw.writeUInt32BE(0x0488b21e, 0);
    raw[4] = node.depth;
    raw.writeUInt32BE(node.parentFingerprint, 5);
    raw.writeUInt32BE(node.index, 9);
    raw.set(node.chainCode, 13);
    raw.set(node.publicKey, 45);
    return { extendedPubkey: raw, masterFingerprint: wallet.fingerprint, path };
  });
}

/**
 * The PSBT over `coins` that pays `outputs` (each with `key` when it is ours, else with `script`).
 * Settings: `previous` (whole previous transactions of segwit v0 inputs; "all": of taproot inputs too; QR
 * exports leave them out),
 * `origins` ("full", "account", "zero"), `xpubs` (the account keys, as Sparrow adds them).
 */
export function request(wallet, coins, outputs, settings = {}) {
  const how = { previous: true, origins: 'full', xpubs: false, locktime: 0, sequence: 0xfffffffd, ...settings };
  const psbt = new bitcoin.Psbt({ network: wallet.network });
  psbt.setVersion(2).setLocktime(how.locktime);
  if (how.xpubs) psbt.updateGlobal({ globalXpub: globalXpubs(wallet, coins) });
  coins.forEach((c) => psbt.addInput(input(wallet, c, how, how.sequence)));
  outputs.forEach((o) => psbt.addOutput(output(wallet, o, how)));
  return psbt;
}

export const scriptOf = (address, network) => Buffer.from(bitcoin.address.toOutputScript(address, network));

/** docs/fingerprint.md, written a second time. */
export function fingerprintOf(psbt) {
  const tx = bitcoin.Transaction.fromBuffer(psbt.data.globalMap.unsignedTx.toBuffer());
  const hex = (bytes) => Buffer.from(bytes).toString('hex');
  const lines = ['bitcoin', `version ${tx.version >>> 0}`, `locktime ${tx.locktime}`,
    ...tx.ins.map((i) => `input ${hex(Buffer.from(i.hash).reverse())}:${i.index} sequence ${i.sequence}`),
    ...tx.outs.map((o) => `output ${o.value} ${hex(o.script)}`)];
  return createHash('sha256').update(lines.map((line) => `${line}\n`).join('')).digest('hex');
}
