// A wallet of words for tests, by @scure: keys, scripts and addresses of the four single-key kinds.
import { createHash } from 'node:crypto';
import { HDKey } from '@scure/bip32';
import { entropyToMnemonic, mnemonicToSeedSync } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import * as bitcoin from 'bitcoinjs-lib';
import * as ecc from 'tiny-secp256k1';

bitcoin.initEccLib(ecc);
export { bitcoin, ecc };

export const networks = {
  mainnet: { ...bitcoin.networks.bitcoin, coin: 0 },
  testnet: { ...bitcoin.networks.testnet, coin: 1 },
  regtest: { ...bitcoin.networks.regtest, coin: 1 },
};
export const purposes = { p2pkh: 44, 'p2sh-p2wpkh': 49, p2wpkh: 84, p2tr: 86 };
export const kinds = Object.keys(purposes);

/** SHA-256 of a text: where everything "random" in these tests comes from. */
export const seeded = (label) => createHash('sha256').update(`coldquill interop: ${label}`).digest();

/** Twelve words from a label. Known to everybody who reads this: never send money to them. */
export const wordsOf = (label) => entropyToMnemonic(seeded(label).subarray(0, 16), wordlist);

const xOnly = (publicKey) => publicKey.subarray(1, 33);

function payment(kind, pubkey, network) {
  const { p2pkh, p2sh, p2wpkh, p2tr } = bitcoin.payments;
  switch (kind) {
    case 'p2pkh': return p2pkh({ pubkey, network });
    case 'p2wpkh': return p2wpkh({ pubkey, network });
    case 'p2tr': return p2tr({ internalPubkey: xOnly(pubkey), network });
    case 'p2sh-p2wpkh': return p2sh({ redeem: p2wpkh({ pubkey, network }), network });
    default: throw new Error(`no such kind: ${kind}`);
  }
}

export class Wallet {
  constructor(words, networkName = 'mainnet', passphrase = '') {
    this.words = words;
    this.networkName = networkName;
    this.network = networks[networkName];
    this.root = HDKey.fromMasterSeed(mnemonicToSeedSync(words, passphrase));
    this.fingerprint = Buffer.alloc(4);
    this.fingerprint.writeUInt32BE(this.root.fingerprint);
  }

  accountPath(kind, account = 0) {
    return `m/${purposes[kind]}'/${this.network.coin}'/${account}'`;
  }

  account(kind, account = 0) {
    return this.root.derive(this.accountPath(kind, account));
  }

  /** The key at .../chain/index of an account: its path, public key, script and address. */
  key(kind, chain, index, account = 0) {
    const path = `${this.accountPath(kind, account)}/${chain}/${index}`;
    const node = this.root.derive(path);
    const publicKey = Buffer.from(node.publicKey);
    const paid = payment(kind, publicKey, this.network);
    return {
      kind, path, account, relative: `m/${chain}/${index}`, publicKey, privateKey: node.privateKey,
      xOnly: xOnly(publicKey), script: Buffer.from(paid.output), address: paid.address,
      redeemScript: paid.redeem && Buffer.from(paid.redeem.output),
    };
  }
}
