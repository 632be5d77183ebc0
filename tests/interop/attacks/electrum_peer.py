"""Asks Electrum (Debian's package) to sign payloads, as its command "signtransaction" does; speaks like peer.mjs."""
import json
import os
import sys
import tempfile

from electrum import constants, keystore, transaction, util
from electrum.simple_config import SimpleConfig
from electrum.version import ELECTRUM_VERSION
from electrum.wallet import Standard_Wallet
from electrum.wallet_db import WalletDB

NETWORKS = {"mainnet": constants.BitcoinMainnet, "testnet": constants.BitcoinTestnet,
            "regtest": constants.BitcoinRegtest, "signet": constants.BitcoinSignet}
KINDS = {44: "standard", 49: "p2wpkh-p2sh", 84: "p2wpkh"}


class Desk:
    """The wallets that a person would open with these words: one of each kind of address."""

    def __init__(self, folder):
        self.config = SimpleConfig({"electrum_path": folder, "offline": True})
        self.opened = {}

    def wallets(self, words, network):
        coin = int(network != "mainnet")
        key = words, network
        if key not in self.opened:
            self.opened[key] = [self.wallet(words, f"m/{purpose}'/{coin}'/0'", kind) for purpose, kind in KINDS.items()]
        return self.opened[key]

    def wallet(self, words, path, kind):
        store = keystore.from_bip43_rootseed(keystore.bip39_to_seed(words, ""), path, kind)
        db = WalletDB("", manual_upgrades=False)
        db.put("keystore", store.dump())
        db.put("wallet_type", "standard")
        wallet = Standard_Wallet(db, None, config=self.config)
        wallet.synchronize()
        return wallet

    def sign(self, payload, wallets):
        """How many inputs are signed that were not before."""
        tx = transaction.tx_from_any(payload)
        if not isinstance(tx, transaction.PartialTransaction):
            raise ValueError("not a PSBT")
        before = signatures(tx)
        for wallet in wallets:
            wallet.sign_transaction(tx, None)
        return sum(now > then for now, then in zip(signatures(tx), before))

    def pay(self, address, wallets):
        """The coin and amounts of B42's context.json."""
        wallet = wallets[2]
        coin = transaction.PartialTxInput(prevout=transaction.TxOutpoint(txid=b"\1" * 32, out_idx=0))
        mine = wallet.get_receiving_addresses()[3]
        coin.witness_utxo = transaction.TxOutput.from_address_and_value(mine, 1_500_000)
        pays = [transaction.PartialTxOutput.from_address_and_value(address, 1_000_000),
                transaction.PartialTxOutput.from_address_and_value(wallet.get_change_addresses()[5], 499_500)]
        tx = transaction.PartialTransaction.from_io([coin], pays)
        wallet.sign_transaction(tx, None)
        return sum(signatures(tx))

    def verdict(self, payload):
        asked = payload["inputs"] - payload["taproot"]  # this version knows no taproot
        if payload["form"] not in ("psbt", "text", "address") or (payload["taproot"] and not asked):
            return {"does": "n/a"}
        constants.net = NETWORKS[payload["network"]]
        wallets = self.wallets(payload["words"], payload["network"])
        last = {"does": "n/a"}
        for piece in map(bytes.fromhex, payload["pieces"]):
            try:
                text = piece if payload["form"] == "psbt" else piece.decode(errors="surrogateescape").strip()
                signed = (self.pay if payload["form"] == "address" else self.sign)(text, wallets)
                if signed:
                    return {"does": "signs" if signed >= asked else "in part"}
                last = {"does": "refuses", "why": "nothing signed"}
            except Exception as error:  # whatever it is, it is an answer
                last = {"does": "refuses", "why": type(error).__name__}
        return last


def signatures(tx):
    """How many each input has."""
    return [len(txin.part_sigs) + bool(txin.script_sig) + bool(txin.witness) for txin in tx.inputs()]


def main():
    util.create_and_start_event_loop()
    print(json.dumps({"ready": True, "version": ELECTRUM_VERSION}), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(folder)
        for line in sys.stdin:
            print(json.dumps(desk.verdict(json.loads(line))), flush=True)
    os._exit(0)  # the event loop that Electrum needs would run on


if __name__ == "__main__":
    main()
