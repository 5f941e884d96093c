import { constants } from 'node:os';
import process from 'node:process';
import { isRunning, look, waitingFor } from './processes.mjs';

const LOOK_EVERY_MS = 250;
const KILL_AFTER_MS = 15_000;

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

let told = false;

/**
 * Ends this process when npm, which started it, has gone: with SIGTERM, as if npm's shell had passed that on. A process
 * that npm did not start is left alone. LAUNCHER_PID names one more process to look after: turbo.mjs.
 */
export async function endWithStarter() {
  const { npm_lifecycle_event: script, LAUNCHER_PID: launcher } = process.env;
  delete process.env.LAUNCHER_PID;
  if (!script) return;
  const parent = process.ppid;
  const starters = await waitingFor(parent);
  if (launcher) {
    const outer = await look(Number(launcher));
    starters.push(Number(launcher), ...(await waitingFor(outer.parent)));
  }
  let missed = 0;
  const timer = setInterval(() => {
    if (process.ppid === parent && starters.every(isRunning)) return;
    missed += 1;
    // Ctrl+C ends the shell first, and its signal may still be on the way to us.
    if (missed < 2) return;
    clearInterval(timer);
    if (told) return;
    // A server that ends in peace would be none of the failures for which Turborepo ends the other tasks.
    process.once('exit', (code) => {
      process.exitCode = code || 128 + constants.signals.SIGTERM;
    });
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), KILL_AFTER_MS).unref();
  }, LOOK_EVERY_MS).unref();
}

/**
 * Passes signals on to a command while it runs.
 * @param {import('node:child_process').ChildProcess} child
 */
export function forwardSignals(child) {
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    told = true;
    // Ctrl+C reaches the child from the terminal by itself, and a second one means "at once".
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, forward);
  child.once('exit', () => {
    for (const signal of SIGNALS) process.off(signal, forward);
  });
}
