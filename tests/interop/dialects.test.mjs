// The dialects of QR codes besides UR, both ways: the maker's own library for BBQr, Electrum's own code for base43.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { joinQRs, splitQRs } from 'bbqr';
import { demo } from './lib/demo.mjs';
import { inFolder, reviewAndSign } from './lib/program.mjs';

const requests = fileURLToPath(new URL('../../vectors/requests/', import.meta.url));
const request = readFileSync(join(requests, 'sparrow', 'request.psbt'));

const answer = (folder, file) => reviewAndSign(folder, demo('sparrow').expect.words, file).done;

for (const encoding of ['H', '2', 'Z']) {
  for (const maxVersion of [10, 27, 40]) {
    test(`BBQr ${encoding} in codes up to version ${maxVersion}`, () => inFolder((folder) => {
      const { parts } = splitQRs(request, 'P', { encoding, maxVersion });
      writeFileSync(join(folder, 'x.txt'), parts.reverse().join('\n'));
      const { qr, answer: signed } = answer(folder, 'x.txt');
      const joined = joinQRs(qr);
      assert.equal(joined.fileType, 'P');
      assert.deepEqual(Buffer.from(joined.raw), Buffer.from(signed, 'base64'));
    }));
  }
}

const electrum = '/usr/lib/python3/dist-packages/electrum';
test('base43, as Electrum has it', { skip: !existsSync(electrum) && 'Electrum is not here' }, () => inFolder((folder) => {
  const python = (code, input) => {
    const done = spawnSync('/usr/bin/python3', ['-c', `import sys\nfrom electrum import bitcoin\n${code}`], { input, encoding: 'utf8' });
    assert.equal(done.status, 0, done.stderr);
    return done.stdout.trim();
  };
  const coded = python('print(bitcoin.base_encode(bytes.fromhex(sys.stdin.read()), base=43))', request.toString('hex'));
  writeFileSync(join(folder, 'x.txt'), coded);
  const { qr, answer: signed } = answer(folder, 'x.txt');
  assert.equal(qr.length, 1);
  const back = python('print(bitcoin.base_decode(sys.stdin.read(), base=43).hex())', qr[0]);
  assert.equal(back, Buffer.from(signed, 'base64').toString('hex'));
}));
