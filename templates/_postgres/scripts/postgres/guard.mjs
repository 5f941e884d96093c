import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {{ uid?: number, gid?: number, cwd?: string, env?: NodeJS.ProcessEnv }} CommandOptions
 * @typedef {{ file: string, args: string[], options?: CommandOptions }} Command
 * @typedef {{ run: Command } | { remove: string } | { end: number }} Undo what the guard does when its owner has ended
 * @typedef {{ run?: Command, undo?: Undo, forget?: Undo }} Message `undo` counts only if `run` succeeds
 * @typedef {{ code: number, output: string }} Answer
 */

/** A helper process that carries out the undos it was told, last first, on `release` or when its owner ends. */
export class Guard {
  /** @type {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable, import('node:stream').Readable, null>} */
  #process;
  /** @type {AsyncIterator<string>} */
  #answers;
  /** @type {Promise<unknown>} */
  #exited;

  constructor() {
    const file = fileURLToPath(new URL('guard-process.mjs', import.meta.url));
    this.#process = spawn(process.execPath, [file], {
      // In its own session, so that Ctrl+C in the terminal does not reach it.
      detached: true,
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#exited = once(this.#process, 'exit');
    this.#answers = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** @param {Message} message @returns {Promise<Answer>} */
  async tell(message) {
    this.#process.stdin.write(`${JSON.stringify(message)}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error('The guard process ended unexpectedly.');
    return JSON.parse(value);
  }

  async release() {
    this.#process.stdin.end();
    await this.#exited;
  }
}
