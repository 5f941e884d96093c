import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { promisify } from 'node:util';

/** The shell in which a package manager runs a script. It waits for the script and forwards no signals. */
const SHELL = /^\S*sh\s+-\S*c\s/;

/** @param {number} pid */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
  // A process that has ended accepts signals until its parent reads its exit code, which may never happen.
  return stateOf(pid)?.[0] !== 'Z';
}

/**
 * The processes that wait for a child of `parent`: the parent and, if it is the shell of a script, npm.
 * @param {number} parent @returns {Promise<number[]>}
 */
export async function waitingFor(parent) {
  const { command, parent: npm } = await look(parent);
  return SHELL.test(command) && npm > 0 ? [parent, npm] : [parent];
}

/**
 * The parent and the command line of a process: 0 and '' where they cannot be read. Windows has no `ps`.
 * @param {number} pid
 */
export async function look(pid) {
  try {
    if (process.platform === 'linux') {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return { parent: Number(stateOf(pid)?.[1] ?? 0), command };
    }
    const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=,command=', '-p', `${pid}`]);
    const [, parent = 0, command = ''] = /^\s*(\d+)\s+(.*)/.exec(stdout) ?? [];
    return { parent: Number(parent), command };
  } catch {
    return { parent: 0, command: '' };
  }
}

/** The fields that Linux lists after the name of a process: state, parent and more. */
function stateOf(/** @type {number} */ pid) {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
