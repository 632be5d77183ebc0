// The corpus of attacks, signed by other wallets' libraries: what each does is recorded in tests/attacks/peers.json.
// With COLDQUILL_UPDATE set in the environment the record is written anew.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, test } from 'node:test';
import { ask, askCommand, names, payloads, summary, versionOf } from './peers.mjs';

const file = fileURLToPath(new URL('../../attacks/peers.json', import.meta.url));
const update = Boolean(process.env.COLDQUILL_UPDATE);
const asked = payloads();
const recorded = update ? {} : JSON.parse(readFileSync(file));
const seen = {};

/** A line for each entry: differences are read by people. */
const written = (record) => {
  const entries = (of) => Object.entries(of).map(([id, entry]) => `   ${JSON.stringify(id)}: ${JSON.stringify(entry)}`).join(',\n');
  const peers = Object.entries(record).map(([name, { version, entries: of }]) =>
    ` ${JSON.stringify(name)}: {\n  "version": ${JSON.stringify(version)},\n  "entries": {\n${entries(of)}\n  }\n }`);
  return `{\n${peers.join(',\n')}\n}\n`;
};

for (const name of names) {
  test(`${name} does with the attacks what is recorded`, async () => {
    const entries = summary(asked, await ask(name, asked));
    seen[name] = { version: versionOf(name), entries };
    if (!update) assert.deepEqual(seen[name], recorded[name], 'if that is right, run npm --prefix tests/interop run peers');
  });
}

test('a peer that hangs or ends is begun again behind the payload that it was at', async () => {
  const stub = `console.log('{}');
    require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
      if (line === '"hangs"') for (;;);
      if (line === '"crashes"') process.exit(1);
      console.log(JSON.stringify({ does: JSON.parse(line) }));
    });`;
  const does = ['signs', 'hangs', 'refuses', 'crashes', 'crashes', 'signs'];
  const answers = await askCommand([process.execPath, '-e', stub], does, { start: 30, payload: 2 });
  assert.deepEqual(answers, does.map((what) => ({ does: what })));
  await assert.rejects(askCommand([process.execPath, '-e', ''], does), /does not start/);
});

test('what is recorded is no less than it was', () => {
  assert.ok(asked.length > 600);
  for (const name of names) {
    const signed = Object.values(seen[name].entries).reduce((sum, { twins }) => sum + (twins.signs ?? 0), 0);
    assert.ok(signed >= 40, `${name} signs ${signed} twins`);
  }
});

after(() => { if (update) writeFileSync(file, written(seen)); });
