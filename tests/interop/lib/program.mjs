// Runs coldquill: BUILD_DIR says where it was built (build/release unless told), WORK is a folder that goes away.
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

/** Runs with `words` on descriptor 3: { status, out, err }. */
export function run(folder, words, args) {
  const file = join(folder, '.words');
  writeFileSync(file, `${words}\n`, { mode: 0o600 });
  const fd = openSync(file, 'r');
  const done = spawnSync(program, args, {
    cwd: folder, stdio: ['ignore', 'pipe', 'pipe', fd], timeout: 60000, maxBuffer: 1 << 26, encoding: 'utf8',
  });
  closeSync(fd);
  rmSync(file);
  if (done.error) throw done.error;
  return { status: done.status, out: done.stdout, err: done.stderr };
}

/** The same with --json: what it said, or an Error with its words when it refused. */
export function runJson(folder, words, args) {
  const { status, out, err } = run(folder, words, [...args, '--words-fd', '3', '--json']);
  if (status !== 0) throw new Error(`coldquill ${args.join(' ')}: status ${status}\n${out}${err}`);
  return JSON.parse(out);
}

export const review = (folder, words, payload, more = []) => runJson(folder, words, ['review', payload, ...more]);

/** Reviews, accepts what needs to be accepted, signs: { said, done }. */
export function reviewAndSign(folder, words, payload, more = [], output = []) {
  const said = review(folder, words, payload, more);
  const accepted = said.warnings.filter((w) => w.acknowledge).flatMap((w) => ['--ack', w.reason]);
  const done = runJson(folder, words,
    ['sign', payload, ...more, '--approve', said.consent_id, ...accepted, ...output]);
  return { said, done };
}
