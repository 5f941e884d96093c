import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { spawnNode } from '../../test/spawn.ts';

const script = resolve('scripts/db/with-database.mjs');
const url = 'postgresql://user@db.example.com/shop';
const printUrl = "console.log('url:', process.env.DATABASE_URL)";

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'with-database-'));
  onTestFinished(() => rm(cwd, { recursive: true, maxRetries: 20 }));
});

describe('with-database', () => {
  it('leaves a database of your own as it is', async () => {
    const command = run(['--ready', 'node', '-e', printUrl], { DATABASE_URL: url });
    expect(await command.exited).toBe(0);
    expect(command.output()).toBe(`url: ${url}\n`);
  });

  it('reads DATABASE_URL from .env', async () => {
    await writeFile(join(cwd, '.env'), `DATABASE_URL=${url}\n`);
    const command = run(['node', '-e', printUrl]);
    await command.exited;
    expect(command.output()).toBe(`url: ${url}\n`);
  });

  it('has no private database in production', async () => {
    const command = run(['node', '-e', printUrl], { NODE_ENV: 'production' });
    expect(await command.exited).toBe(1);
    expect(command.output()).toMatch(/^DATABASE_URL is not set/);
  });

  it('exits as the command does', async () => {
    const command = run(['node', '-e', 'process.exit(7)'], { DATABASE_URL: url });
    expect(await command.exited).toBe(7);
  });

  it('says which command is missing', async () => {
    const command = run(['no-such-command'], { DATABASE_URL: url });
    expect(await command.exited).toBe(1);
    expect(command.output()).toContain('no-such-command');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('passes %s on and waits', async (signal) => {
    const goodbye = `process.on('${signal}', () => setTimeout(() => { console.log('done'); process.exit(3) }, 50))`;
    const command = run(
      ['node', '-e', `${goodbye}; console.log('up'); setInterval(() => {}, 99)`],
      {
        DATABASE_URL: url,
      },
    );
    await command.printed(/up/);
    command.process.kill(signal);
    expect(await command.exited).toBe(3);
    expect(command.output()).toContain('done');
  });

  it('leaves no command behind when it is killed', async () => {
    const lives = "console.log('up'); setInterval(() => {}, 99)";
    const command = run(['node', '-e', lives], { DATABASE_URL: url });
    await command.printed(/up/);
    command.process.kill('SIGKILL');
    expect(await command.exited).toBe('SIGKILL');
  });
});

function run(args: string[], env: Record<string, string> = {}) {
  return spawnNode([script, ...args], { cwd, env });
}
