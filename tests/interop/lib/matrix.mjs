// docs/interop.md: which libraries and programs of others read what we write, and write what we read.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));

/** The version in the lock file, or the upstream version of a Debian package. */
export function versionOf(peer) {
  const locked = packages[`node_modules/${peer}`];
  if (locked) return locked.version;
  const debian = execFileSync('dpkg-query', ['-W', '-f', '${Version}', peer], { encoding: 'utf8' });
  return `${debian.replace(/^\d+:/, '').replace(/[-+].*$/, '')} (Debian)`;
}

const cell = (done) => ({ undefined: '', true: 'yes', false: 'NO' })[done];

/** rows: { what, peer, toUs, fromUs }, the last two true, false, or undefined where it does nothing of the kind. */
export function page(rows) {
  const lines = rows.map(({ what, peer, toUs, fromUs }) => `| ${what} | ${peer} | ${versionOf(peer)} | ${cell(toUs)} | ${cell(fromUs)} |`);
  return `# Who understands whom

Each "yes" is a test that ran against the library or program itself, in the version named: \`tests/interop/matrix.test.mjs\`
makes this page, and fails when it is out of date (\`COLDQUILL_UPDATE=1\` writes it anew). An empty place: it does nothing of the kind.

| dialect | library or program | version | it writes, we read | we write, it reads |
|---|---|---|---|---|
${lines.join('\n')}

For Specter's numbered texts and for the first version of UR there is no library to ask: they are tested with published vectors
(\`tests/transport\`). What wallets make of whole requests, signatures and exports is tested beside this, chain by chain
(\`tests/interop/*.test.mjs\`).
`;
}
