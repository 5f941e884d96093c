/**
 * The guard: a separate process that outlives its owner, even after `kill -9`, and then undoes what the owner did.
 * It reads one JSON message per line from stdin and answers each with one line. When stdin ends, the owner has ended.
 */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '../processes.mjs';

/** @import { Answer, Command, Message, Undo } from './guard.mjs' */

const KILL_AFTER_MS = 10_000;

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {});
// The owner may have ended before it gets an answer.
process.stdout.on('error', () => {});

/** @type {Undo[]} */
let undos = [];
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await obey(JSON.parse(line)))}\n`);
}
for (const undo of undos.reverse()) await carryOut(undo);

/** @param {Message} message @returns {Promise<Answer>} */
async function obey({ run: command, undo, forget }) {
  const answer = command ? await run(command) : { code: 0, output: '' };
  if (undo && answer.code === 0) undos.push(undo);
  if (forget) undos = undos.filter((known) => JSON.stringify(known) !== JSON.stringify(forget));
  return answer;
}

/** @param {Undo} undo */
async function carryOut(undo) {
  if ('run' in undo) await run(undo.run);
  if ('remove' in undo) await rm(undo.remove, { recursive: true, force: true, maxRetries: 5 });
  if ('end' in undo) await end(undo.end);
}

/** @param {Command} command @returns {Promise<Answer>} */
function run({ file, args, options }) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(file, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
      });
    }
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    // Not 'close': on Windows the server that pg_ctl starts keeps the pipes open.
    child.on('exit', async (code) => {
      await sleep(20);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** @param {number} pid */
async function end(pid) {
  const deadline = Date.now() + KILL_AFTER_MS;
  signal(pid, 'SIGTERM');
  while (isRunning(pid)) {
    await sleep(50);
    if (Date.now() < deadline) continue;
    signal(pid, 'SIGKILL');
    return;
  }
}

/** @param {number} pid @param {NodeJS.Signals} name */
function signal(pid, name) {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
