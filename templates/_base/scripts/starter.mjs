import { constants } from 'node:os';
import process from 'node:process';
import { isRunning, look, waitingFor } from './processes.mjs';

const LOOK_EVERY_MS = 250;
const KILL_AFTER_MS = 15_000;

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

let told = false;

/**
 * Sends SIGTERM to this process when the npm that started it is gone, because the shell of a script forwards no
 * signals. Does nothing in a process that npm did not start. LAUNCHER_PID, if it is set, is one more process to watch.
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
    // Ctrl+C ends the shell first, and its signal may reach this process a moment later.
    if (missed < 2) return;
    clearInterval(timer);
    if (told) return;
    // Exit with a failure: a task runner that started several servers then ends the others, too.
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
    // The terminal sends Ctrl+C to the child as well. A second signal would make it exit at once.
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, forward);
  child.once('exit', () => {
    for (const signal of SIGNALS) process.off(signal, forward);
  });
}
