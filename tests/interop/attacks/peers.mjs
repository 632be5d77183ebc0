// Runs the peers over the corpus: one process each; one that says nothing for too long is ended, and begun again behind
// the payload that it was at ("hangs"); one that ends by itself before its time "crashes".
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const limits = { start: 60, payload: 20 }; // seconds

/** Electrum is a package of Debian, whose own Python finds it. */
const commands = {
  ...Object.fromEntries(['bitcoinjs-lib', '@scure/btc-signer', 'ethers', 'viem'].map((name) =>
    [name, [process.execPath, '--experimental-global-webcrypto', here('peer.mjs'), name]])),
  electrum: ['/usr/bin/python3', here('electrum_peer.py')],
};
export const names = ['bitcoinjs-lib', '@scure/btc-signer', 'electrum', 'ethers', 'viem'];

export function payloads() {
  const made = spawnSync('python3', [here('payloads.py')], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (made.status !== 0) throw made.error ?? new Error(made.stderr);
  return made.stdout.trim().split('\n').map((line) => JSON.parse(line));
}

export function versionOf(name) {
  if (name !== 'electrum') return JSON.parse(readFileSync(here(`../node_modules/${name}/package.json`))).version;
  const { stdout } = spawnSync('electrum', ['version', '--offline'], { encoding: 'utf8' });
  return stdout.trim();
}

/** One process, until it has answered all, hangs or ends: { answers, ended: null, "hangs" or "crashes" }. */
function askOnce([program, ...args], asked, { start, payload }) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = [];
  let [ready, ended] = [false, null];
  let timer;
  const wait = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(() => { ended = 'hangs'; child.kill('SIGKILL'); }, seconds * 1000);
  };
  const next = () => (answers.length < asked.length ? child.stdin.write(`${JSON.stringify(asked[answers.length])}\n`) : child.stdin.end());
  return new Promise((resolve) => {
    child.stdin.on('error', () => {}); // it ended: the end tells
    wait(start);
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (ready) answers.push(JSON.parse(line));
      ready = true;
      wait(payload);
      next();
    });
    child.on('close', () => {
      clearTimeout(timer);
      if (!ready) ended = 'does not start';
      else if (answers.length < asked.length) ended ??= 'crashes';
      resolve({ answers, ended });
    });
  });
}

/** What a command that speaks like peer.mjs does with each payload. */
export async function askCommand(command, asked, limit = limits) {
  const all = [];
  while (all.length < asked.length) {
    const { answers, ended } = await askOnce(command, asked.slice(all.length), limit);
    if (ended === 'does not start') throw new Error(`${command.join(' ')} does not start`);
    all.push(...answers);
    if (all.length < asked.length) all.push({ does: ended });
  }
  return all;
}

export const ask = (name, asked) => askCommand(commands[name], asked);

/** Those that a peer has a form for, by entry: { attacks: { signs: 3, refuses: 2 }, twins: ..., why: { payload: reason } }. */
export function summary(asked, answers) {
  const out = {};
  asked.forEach(({ id, side, name }, i) => {
    const { does, why } = answers[i];
    const entry = out[id] ??= { attacks: {}, twins: {}, why: {} };
    entry[side][does] = (entry[side][does] ?? 0) + 1;
    if (does !== 'n/a' && does !== 'signs') entry.why[name] = why ?? does;
  });
  const meant = ({ attacks, twins }) => [attacks, twins].some((side) => Object.keys(side).some((does) => does !== 'n/a'));
  return Object.fromEntries(Object.entries(out).filter(([, entry]) => meant(entry)));
}
