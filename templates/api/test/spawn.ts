import { type ChildProcess, spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';

export type Spawned = {
  process: ChildProcess;
  /** Everything it has written so far. */
  output: () => string;
  /** Waits until its output matches. */
  printed: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Its exit code, or the signal that ended it, once its output is closed. */
  exited: Promise<number | NodeJS.Signals | null>;
};

/** Starts Node with the given environment only, and ends it after the test. */
export function spawnNode(
  args: string[],
  options: { env?: Record<string, string>; cwd?: string } = {},
): Spawned {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: options.cwd,
    // In a repository with Next.js, its types require NODE_ENV here.
    env: { PATH, ...options.env } as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      written += chunk;
    });
  }
  const exited: Spawned['exited'] = new Promise((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });

  async function printed(pattern: RegExp) {
    let ended = false;
    void exited.then(() => {
      ended = true;
    });
    for (;;) {
      const match = pattern.exec(written);
      if (match) return match;
      if (ended) throw new Error(`It ended without printing ${pattern}:\n${written}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  return { process: child, output: () => written, printed, exited };
}
