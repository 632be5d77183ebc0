// What `coldquill build evm` makes, against ethers and cast, given the same fields.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { Interface, Transaction, formatUnits, parseUnits } from 'ethers';
import { checkTransaction } from './lib/evm-answer.mjs';
import { EvmWallet, transaction } from './lib/evm.mjs';
import { wordsOf } from './lib/keys.mjs';
import { inFolder, reviewAndSign, runJson } from './lib/program.mjs';
import { erc20, usdc } from './lib/tokens.mjs';
import { readUr } from './lib/wrap.mjs';

const { EthSignRequest } = createRequire(import.meta.url)('@keystonehq/bc-ur-registry-eth');
const castProgram = createRequire(import.meta.url).resolve('@foundry-rs/cast-linux-amd64/bin/cast');

const words = wordsOf('evm build');
const wallet = new EvmWallet(words);
const key = wallet.key(0);
const to = new EvmWallet(wordsOf('somebody else')).key(0).address;

function cast(...args) {
  const done = spawnSync(castProgram, args, { encoding: 'utf8', timeout: 30000 });
  if (done.error) throw done.error;
  assert.equal(done.status, 0, done.stderr);
  return done.stdout.trim();
}

const fees = {
  legacy: {
    fields: { type: 0, gasPrice: parseUnits('20.5', 'gwei') }, ours: ['--gas-price', '20.5'], casts: ['--legacy', '--gas-price', '20500000000'],
  },
  eip1559: {
    fields: { type: 2, maxFeePerGas: parseUnits('31.25', 'gwei'), maxPriorityFeePerGas: parseUnits('0.000000001', 'gwei') },
    ours: ['--max-fee', '31.25', '--priority-fee', '0.000000001'], casts: ['--gas-price', '31250000000', '--priority-gas-price', '1'],
  },
};

const build = (folder, options, more = []) => runJson(folder, words, ['build', 'evm', ...options, ...more]);
let built = 0;
const unsignedOf = (folder, options) => {
  const made = build(folder, options, ['--format', 'evm-tx', '-o', `${++built}/`]);
  assert.equal(made.kind, 'evm-tx');
  return readFileSync(join(folder, made.file), 'utf8').trim().replace(/^(0x)?/, '0x');
};

const castsTx = (tx, fee, call) => cast('mktx', '--raw-unsigned', '--from', key.address, '--chain', `${tx.chainId}`, '--nonce', `${tx.nonce}`,
  '--gas-limit', `${tx.gasLimit}`, '--value', `${tx.value}`, '--rpc-url', 'http://127.0.0.1:1', ...fee.casts, tx.to, ...call);

/** Transfers, ERC-20 and any call: [options of ours, fields for ethers, the call for cast]. */
const tuple = 'settle((address,uint96)[],bytes32,string,bool,int128[2])';
const settled = [[[to, 5n], [usdc, 2n ** 96n - 1n]], `0x${'ab'.repeat(32)}`, 'say "hi", ok', true, [-1n, 7n]];
const cases = {
  'a transfer': [['--to', to, '--amount', '0.123456789012345678'], { to, value: 123456789012345678n }, []],
  'a transfer in wei': [['--to', to, '--raw-amount', '1'], { to, value: 1n }, []],
  'a token': [['--to', to, '--token', usdc, '--amount', '1250.5'],
    { to: usdc, data: erc20.encodeFunctionData('transfer', [to, 1250500000n]) }, ['transfer(address,uint256)', to, '1250500000']],
  'a token in its smallest unit': [['--to', to, '--token', usdc, '--raw-amount', '7'],
    { to: usdc, data: erc20.encodeFunctionData('transfer', [to, 7n]) }, ['transfer(address,uint256)', to, '7']],
  'a call': [['--to', usdc, '--call', 'approve(address,uint256)', '--arg', to, '--arg', '1000000'],
    { to: usdc, data: erc20.encodeFunctionData('approve', [to, 1000000n]) }, ['approve(address,uint256)', to, '1000000']],
  'a call with coins and everything': [
    ['--to', to, '--raw-amount', '9', '--call', tuple, '--arg', `[(${to},5),(${usdc},${2n ** 96n - 1n})]`, '--arg', settled[1],
      '--arg', settled[2], '--arg', 'true', '--arg', '[-1,7]'],
    { to, value: 9n, data: new Interface([`function ${tuple}`]).encodeFunctionData('settle', settled) },
    [tuple, `[(${to},5),(${usdc},${2n ** 96n - 1n})]`, settled[1], settled[2], 'true', '[-1,7]']],
  'plain data': [['--to', to, '--raw-amount', '0', '--data', '0xdeadbeef00'], { to, data: '0xdeadbeef00' }, ['0xdeadbeef00']],
};

for (const [name, [options, fields, call]] of Object.entries(cases)) {
  for (const [type, fee] of Object.entries(fees)) {
    test(`${name}, ${type}: the bytes of ethers and cast`, () => inFolder((folder) => {
      const tx = transaction({ chainId: 1n, nonce: 12, gasLimit: 90000n, ...fields, ...fee.fields });
      const made = unsignedOf(folder, ['--network', 'ethereum', ...options, '--nonce', '12', '--gas', '90000', ...fee.ours]);
      assert.equal(made, tx.unsignedSerialized);
      assert.equal(made, castsTx(tx, fee, call));
    }));
  }
}

test('chain ids, the first and the last nonce', () => inFolder((folder) => {
  for (const [chainId, nonce] of [[1n, 0], [137n, 1], [8453n, 127], [11155111n, 128], [987654321n, 2 ** 32], [31337n, Number.MAX_SAFE_INTEGER]]) {
    const tx = transaction({ chainId, nonce, to, value: 10n ** 18n, ...fees.eip1559.fields });
    const made = unsignedOf(folder, ['--chain-id', `${chainId}`, '--to', to, '--amount', formatUnits(tx.value),
      '--nonce', `${nonce}`, '--gas', '21000', ...fees.eip1559.ours]);
    assert.equal(made, tx.unsignedSerialized);
  }
}));

test('access lists: EIP-2930 and EIP-1559', () => inFolder((folder) => {
  const accessList = [{ address: usdc, storageKeys: [`0x${'01'.repeat(32)}`] }, { address: to, storageKeys: [] }];
  writeFileSync(join(folder, 'list.json'), JSON.stringify(accessList));
  for (const [type, fee] of [[1, fees.legacy], [2, fees.eip1559]]) {
    const tx = transaction({ chainId: 1n, nonce: 3, gasLimit: 50000n, to, value: 5n, ...fee.fields, type, accessList });
    const made = unsignedOf(folder, ['--network', 'ethereum', '--to', to, '--raw-amount', '5', '--nonce', '3', '--gas', '50000',
      ...fee.ours, '--access-list', 'list.json']);
    assert.equal(made, tx.unsignedSerialized);
    assert.equal(made, castsTx(tx, { casts: [...fee.casts, `--access-list=${JSON.stringify(accessList)}`] }, []));
  }
}));

const abi = [
  { type: 'constructor', inputs: [] },
  { type: 'function', name: 'deposit', stateMutability: 'payable', inputs: [], outputs: [] },
  { type: 'function', name: 'swap', stateMutability: 'nonpayable', outputs: [],
    inputs: [{ name: 'order', type: 'tuple', components: [{ name: 'token', type: 'address' }, { name: 'amounts', type: 'uint256[]' }] },
      { name: 'note', type: 'bytes' }] },
  { type: 'function', name: 'mint', stateMutability: 'nonpayable', inputs: [{ name: 'to', type: 'address' }], outputs: [] },
  { type: 'function', name: 'mint', stateMutability: 'nonpayable', outputs: [],
    inputs: [{ name: 'to', type: 'address' }, { name: 'amount', type: 'uint256' }] },
];

test('calls by a contract\'s ABI file', () => inFolder((folder) => {
  const contract = new Interface(abi);
  writeFileSync(join(folder, 'abi.json'), JSON.stringify(abi));
  const made = (call, args) => Transaction.from(unsignedOf(folder, ['--network', 'ethereum', '--to', to, '--raw-amount', '0',
    '--abi', 'abi.json', '--call', call, ...args.flatMap((a) => ['--arg', a]), '--nonce', '0', '--gas', '90000', ...fees.eip1559.ours])).data;
  assert.equal(made('deposit', []), contract.encodeFunctionData('deposit'));
  assert.equal(made('swap', [`(${usdc},[1,0x10])`, '0x0102']), contract.encodeFunctionData('swap', [[usdc, [1n, 16n]], '0x0102']));
  assert.equal(made('mint(address,uint256)', [to, '3']), contract.encodeFunctionData('mint(address,uint256)', [to, 3n]));
  assert.throws(() => made('mint', [to]), /status 1\d|status 2/, 'two functions have this name');
  assert.throws(() => made('burn', []), /status 1\d|status 2/);
}));

test('the request for the signer: what the registry reads, signed and judged', () => inFolder(async (folder) => {
  const from = wallet.key(3);
  const options = ['--network', 'polygon', '--from', from.path, '--to', to, '--amount', '2.5', '--nonce', '44', '--gas', '21000'];
  for (const fee of Object.values(fees)) {
    const tx = transaction({ chainId: 137n, nonce: 44, to, value: parseUnits('2.5'), ...fee.fields });
    const made = build(folder, [...options, ...fee.ours]);
    const { type, bytes } = readUr(made.qr);
    assert.equal(type, 'eth-sign-request');
    const request = EthSignRequest.fromCBOR(bytes);
    assert.equal(`0x${request.getSignData().toString('hex')}`, tx.unsignedSerialized);
    assert.deepEqual([request.getDataType(), request.getChainId(), request.getDerivationPath(), request.getSourceFingerprint().toString('hex')],
      [tx.type ? 4 : 1, 137, from.path.slice(2), wallet.fingerprint]);
    assert.equal(request.getSignRequestAddress().toString('hex'), from.address.slice(2).toLowerCase());
    writeFileSync(join(folder, `${tx.type}.ur`), made.qr.join('\n'));
    const { done } = reviewAndSign(folder, words, `${tx.type}.ur`);
    const id = request.getRequestId()?.toString('hex');
    await checkTransaction(tx, from, done, id);
  }
}));

test('the same transaction in its three forms has one fingerprint', () => inFolder((folder) => {
  const options = ['--network', 'ethereum', '--to', to, '--amount', '1', '--nonce', '1', '--gas', '21000', ...fees.eip1559.ours];
  const tx = transaction({ chainId: 1n, nonce: 1, to, value: parseUnits('1'), ...fees.eip1559.fields });
  const prints = ['eth-sign-request', 'evm-tx', 'evm-json'].map((format) =>
    build(folder, options, ['--format', format, '-o', `${format}/`]).fingerprint);
  assert.equal(new Set(prints).size, 1, prints.join(' '));
  const { file } = build(folder, options, ['--format', 'evm-json', '-o', 'made.json']);
  const { type, from, gas, input, ...fields } = JSON.parse(readFileSync(join(folder, file)));
  const read = Transaction.from({ ...fields, type: Number(type), gasLimit: gas ?? fields.gasLimit, data: input ?? fields.data ?? '0x' });
  assert.equal(read.unsignedSerialized, tx.unsignedSerialized);
}));
