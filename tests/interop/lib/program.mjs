// Runs coldquill, from BUILD_DIR (build/release unless told), in folders that go away.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../../../', import.meta.url));
const program = join(resolve(top, process.env.BUILD_DIR ?? 'build/release'), 'coldquill');

/** Calls `use(folder)` with a new folder, which is gone afterwards. */
export async function inFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'coldquill-interop-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// A descriptor that gives `secret`.
function descriptor(folder, secret) {
  const file = join(folder, '.secret');
  writeFileSync(file, secret, { mode: 0o600 });
  const fd = openSync(file, 'r');
  rmSync(file);
  return fd;
}

/** Runs with `keys` (the words, or { words, passphrase }) on descriptors 3 and 4: { status, out, err }. */
export function run(folder, keys, args) {
  const { words, passphrase = '' } = typeof keys === 'string' ? { words: keys } : keys;
  const secrets = [descriptor(folder, `${words}\n`), descriptor(folder, passphrase)];
  const done = spawnSync(program, args, {
    cwd: folder, stdio: ['ignore', 'pipe', 'pipe', ...secrets], timeout: 60000, maxBuffer: 1 << 26, encoding: 'utf8',
  });
  secrets.forEach((fd) => closeSync(fd));
  if (done.error) throw done.error;
  return { status: done.status, out: done.stdout, err: done.stderr };
}

/** The same with --json: what it said, or an Error with its words when it refused. */
export function runJson(folder, keys, args) {
  const from = ['--words-fd', '3', ...(keys.passphrase ? ['--passphrase-fd', '4'] : [])];
  const { status, out, err } = run(folder, keys, [...args, ...from, '--json']);
  if (status !== 0) throw new Error(`coldquill ${args.join(' ')}: status ${status}\n${out}${err}`);
  return JSON.parse(out);
}

export const review = (folder, keys, payload, more = []) => runJson(folder, keys, ['review', payload, ...more]);

/** Reviews, accepts what needs to be accepted, signs: { said, done }. */
export function reviewAndSign(folder, keys, payload, more = [], output = []) {
  const said = review(folder, keys, payload, more);
  const accepted = said.warnings.filter((w) => w.acknowledge).flatMap((w) => ['--ack', w.token]);
  const done = runJson(folder, keys,
    ['sign', payload, ...more, '--approve', said.consent_id, ...accepted, ...output]);
  return { said, done };
}
