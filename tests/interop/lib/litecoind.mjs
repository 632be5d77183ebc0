// Debian's litecoind in regtest, on loopback only: Bitcoin's transactions, digests and script rules.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './port.mjs';

function post(port, auth, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, auth, method: 'POST', timeout: 30000 }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
    });
    request.on('error', reject);
    request.end(body);
  });
}

export class Node {
  /** Starts it in `folder`, with a wallet of its own and, after 110 `blocks`, coins to give away. */
  static async start(folder, blocks = 110) {
    const node = new Node();
    node.port = await freePort();
    node.cookie = join(folder, 'regtest', '.cookie');
    node.process = spawn('litecoind', ['-regtest', `-datadir=${folder}`, `-rpcport=${node.port}`, '-rpcbind=127.0.0.1',
      '-rpcallowip=127.0.0.1', '-listen=0', '-dnsseed=0', '-maxconnections=0', '-fallbackfee=0.0001', '-server=1'],
    { stdio: 'ignore' });
    node.ended = new Promise((resolve) => {
      node.process.once('exit', resolve);
      node.process.once('error', resolve);
    });
    await node.ready();
    await node.rpc('createwallet', 'w');
    node.address = await node.rpc('getnewaddress', '', 'bech32');
    if (blocks) await node.mine(blocks);
    return node;
  }

  async ready() {
    for (let tries = 0; tries < 300; ++tries) {
      if (this.process.exitCode !== null || this.process.pid === undefined) break;
      if (existsSync(this.cookie) && await this.rpc('getblockcount').then(() => true, () => false)) return;
      await wait(100);
    }
    this.process.kill();
    throw new Error('litecoind did not start: is the Debian package litecoind installed?');
  }

  async rpc(method, ...params) {
    const text = await post(this.port, readFileSync(this.cookie, 'utf8'), JSON.stringify({ id: 1, method, params }));
    const { result, error } = JSON.parse(text);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  mine(blocks = 1) {
    return this.rpc('generatetoaddress', blocks, this.address);
  }

  async stop() {
    await this.rpc('stop').catch(() => this.process.kill());
    await this.ended;
  }
}
