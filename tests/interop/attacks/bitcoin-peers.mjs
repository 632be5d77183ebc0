// How bitcoinjs-lib and @scure/btc-signer are asked to sign a PSBT, as their own documentation does it, with their defaults.
import { base64, hex } from '@scure/base';
import { HDKey } from '@scure/bip32';
import { mnemonicToSeedSync } from '@scure/bip39';
import { NETWORK, TEST_NETWORK, Transaction, p2wpkh } from '@scure/btc-signer';
import { BIP32Factory } from 'bip32';
import * as bitcoin from 'bitcoinjs-lib';
import * as ecc from 'tiny-secp256k1';

bitcoin.initEccLib(ecc);
const bip32 = BIP32Factory(ecc);

/** A function of words that computes each answer once. */
export function remembered(make) {
  const known = new Map();
  return (words) => known.get(words) ?? known.set(words, make(words)).get(words);
}

const bitcoinjsRoot = remembered((words) => bip32.fromSeed(mnemonicToSeedSync(words)));
const scureRoot = remembered((words) => HDKey.fromMasterSeed(mnemonicToSeedSync(words)));
const isHex = (text) => /^[0-9a-f]+$/i.test(text);
const textOf = (data) => Buffer.from(data).toString('utf8').trim();

/** The coin and amounts of `context.json` in B42: what is left of a payment to the address under attack. */
const coin = { txid: '01'.repeat(32), index: 0, path: "m/84'/0'/0'/0/3", value: 1500000n };
const payment = { value: 1000000n, back: "m/84'/0'/0'/1/7", rest: 499500n };

// ---- bitcoinjs-lib: signInputHD, which knows no taproot; there signInput with the tweaked key

function taprootSigner(root, { tapBip32Derivation }) {
  const ours = tapBip32Derivation.find(({ masterFingerprint }) => Buffer.compare(masterFingerprint, root.fingerprint) === 0);
  if (!ours) throw new Error('No tapBip32Derivation of this fingerprint');
  const child = root.derivePath(ours.path);
  return child.tweak(bitcoin.crypto.taggedHash('TapTweak', child.publicKey.subarray(1)));
}

/** As signAllInputsHD does: what can be signed is signed, and it fails when that is nothing. How many are. */
function bitcoinjsSign(psbt, words) {
  const root = bitcoinjsRoot(words);
  const failures = [];
  psbt.data.inputs.forEach((input, i) => {
    try {
      if (input.tapBip32Derivation?.length) psbt.signInput(i, taprootSigner(root, input));
      else psbt.signInputHD(i, root);
    } catch (error) {
      failures.push(error);
    }
  });
  const signed = psbt.data.inputs.length - failures.length;
  if (!signed) throw failures[0] ?? new Error('No inputs');
  return { inputs: signed };
}

const networkOf = (name) => ({ mainnet: bitcoin.networks.bitcoin, regtest: bitcoin.networks.regtest }[name] ?? bitcoin.networks.testnet);

export const bitcoinjs = {
  psbt: (data, { words, network }) => bitcoinjsSign(bitcoin.Psbt.fromBuffer(data, { network: networkOf(network) }), words),
  text: (data, { words }) => {
    const text = textOf(data);
    return bitcoinjsSign(isHex(text) ? bitcoin.Psbt.fromHex(text) : bitcoin.Psbt.fromBase64(text), words);
  },
  address: (data, { words }) => {
    const root = bitcoinjsRoot(words);
    const key = (path) => root.derivePath(path).publicKey;
    const script = (path) => bitcoin.payments.p2wpkh({ pubkey: key(path) }).output;
    const psbt = new bitcoin.Psbt();
    psbt.addInput({ hash: coin.txid, index: coin.index, witnessUtxo: { script: script(coin.path), value: coin.value },
      bip32Derivation: [{ masterFingerprint: root.fingerprint, path: coin.path, pubkey: key(coin.path) }] });
    psbt.addOutput({ address: textOf(data), value: payment.value });
    psbt.addOutput({ script: script(payment.back), value: payment.rest });
    return bitcoinjsSign(psbt, words);
  },
};

// ---- @scure/btc-signer: sign with an HDKey

const scureSign = (tx, key) => ({ inputs: tx.sign(key) }); // fails when it is none

export const scure = {
  psbt: (data, { words }) => scureSign(Transaction.fromPSBT(new Uint8Array(data)), scureRoot(words)),
  text: (data, { words }) => {
    const text = textOf(data);
    return scureSign(Transaction.fromPSBT((isHex(text) ? hex : base64).decode(text)), scureRoot(words));
  },
  address: (data, { words, network }) => {
    const place = network === 'mainnet' ? NETWORK : TEST_NETWORK;
    const root = scureRoot(words);
    const paid = (path) => p2wpkh(root.derive(path).publicKey, place);
    const tx = new Transaction();
    tx.addInput({ txid: coin.txid, index: coin.index, witnessUtxo: { script: paid(coin.path).script, amount: coin.value } });
    tx.addOutputAddress(textOf(data), payment.value, place);
    tx.addOutputAddress(paid(payment.back).address, payment.rest, place);
    return scureSign(tx, root.derive(coin.path).privateKey);
  },
};
