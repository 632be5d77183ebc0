// anvil, a node of an Ethereum of its own, on loopback only; it mines each transaction at once.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './port.mjs';

const program = createRequire(import.meta.url).resolve('@foundry-rs/anvil-linux-amd64/bin/anvil');

export class Anvil {
  static async start(chainId = 31337) {
    const node = new Anvil();
    node.port = await freePort();
    node.url = `http://127.0.0.1:${node.port}`;
    const options = ['--host', '127.0.0.1', '--port', `${node.port}`, '--chain-id', `${chainId}`, '--silent', '--no-cors'];
    node.process = spawn(program, options, { stdio: 'ignore' });
    node.ended = new Promise((resolve) => {
      node.process.once('exit', resolve);
      node.process.once('error', resolve);
    });
    for (let tries = 0; tries < 300; ++tries) {
      if (node.process.exitCode !== null || node.process.pid === undefined) break;
      if (await node.rpc('eth_chainId').then(() => true, () => false)) return node;
      await wait(100);
    }
    node.process.kill();
    throw new Error('anvil did not start');
  }

  async rpc(method, ...params) {
    const answer = await fetch(this.url, { method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }) });
    const { result, error } = await answer.json();
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  /** The receipt of a transaction, which comes a moment after it was sent. */
  async mined(hash) {
    for (let tries = 0; tries < 100; ++tries) {
      const receipt = await this.rpc('eth_getTransactionReceipt', hash);
      if (receipt) return receipt;
      await wait(50);
    }
    throw new Error(`not mined: ${hash}`);
  }

  async balance(address) {
    return BigInt(await this.rpc('eth_getBalance', address, 'latest'));
  }

  async stop() {
    this.process.kill();
    await this.ended;
  }
}
