import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { spawnNode } from '../../test/spawn.ts';
import { findBinaries } from './binaries.mjs';
import { copyForNameless } from './nameless.mjs';
import { isReachable, reachableTemp } from './places.mjs';

it('names both ways out on a platform without binaries', () => {
  expect(() => findBinaries('linux-x64-musl')).toThrow(
    /linux-x64-musl: .*docker compose up -d.*DATABASE_URL/,
  );
});

describe.skipIf(!hasBinaries())('the private PostgreSQL', () => {
  it('is one server for all that ask, stops with the one that started it and keeps its data', async () => {
    const home = await temporaryHome();
    const start = () => startServer('startKeptPostgres', home);
    const first = await start();
    await query(first.url, 'CREATE TABLE things (id int)');
    const [second, third] = await Promise.all([start(), start()]);
    expect([second.url, third.url]).toEqual([first.url, first.url]);

    first.owner.process.kill('SIGKILL');
    await expectStopped(first.url);
    const { url } = await start();
    expect(await query(url, 'SELECT * FROM things')).toEqual([]);
  });

  it('lets nobody in without its password, and leaves nothing when its owner is killed', async () => {
    const { owner, url } = await startServer('startThrowawayPostgres');
    const stranger = new URL(url);
    stranger.password = 'guess';
    await expect(query(stranger.href, 'SELECT 1')).rejects.toThrow('password authentication');

    const [{ folder }] = await query(url, "SELECT current_setting('data_directory') AS folder");
    expect(existsSync(folder)).toBe(true);
    owner.process.kill('SIGKILL');
    await expectStopped(url);
    await expect.poll(() => existsSync(dirname(folder))).toBe(false);
  });

  it('begins each server with what the first began with, where that can be kept', async () => {
    const cwd = await mkdtemp(join('node_modules', 'begins-'));
    await chmod(cwd, 0o755);
    onTestFinished(() => rm(cwd, { recursive: true, maxRetries: 20 }));
    const kept = join(cwd, 'node_modules/.cache');
    const pristine = async () =>
      (await readdir(kept)).filter((name) => name.startsWith('postgres-'));
    const length = isReachable(resolve(cwd)) ? 1 : 0;

    const servers = [];
    for (let count = 0; count < 3; count += 1) {
      servers.push(await startServer('startThrowawayPostgres', '', cwd));
      expect(await pristine()).toHaveLength(length);
    }
    const [first, ...others] = servers;
    await query(first.url, 'CREATE TABLE things (id int)');
    for (const { url } of others) {
      expect(url).not.toBe(first.url);
      expect(await query(url, "SELECT to_regclass('things') AS found")).toEqual([{ found: null }]);
    }
    for (const { owner, url } of servers) {
      owner.process.kill('SIGKILL');
      await expectStopped(url);
    }
    expect(await pristine()).toHaveLength(length);
  });

  it.skipIf(process.platform !== 'linux')('has programs for a user without a name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'nameless-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    expect(copyForNameless(findBinaries(), folder)).toBe(true);
    for (const name of ['initdb', 'postgres']) {
      const program = join(folder, 'bin', name);
      expect(execFileSync(program, ['--version'], { encoding: 'utf8' })).toContain('PostgreSQL');
    }
  });

  // Only root can be another user, and only where that user gets to the project.
  it.runIf(process.getuid?.() === 0 && isReachable(resolve('.')))(
    'starts for a user without a name',
    async () => {
      const folder = await mkdtemp(join(reachableTemp(), 'nameless-postgres-'));
      onTestFinished(() => rm(folder, { recursive: true, maxRetries: 20 }));
      chownSync(folder, 54_321, 54_321);
      const program = `
        import { Guard } from '${new URL('guard.mjs', import.meta.url)}';
        import { startKeptPostgres } from '${new URL('private-postgres.mjs', import.meta.url)}';
        const guard = new Guard();
        console.log(await startKeptPostgres(guard, '${folder}/postgres'));
        await guard.release();`;
      const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
        cwd: folder,
        uid: 54_321,
        gid: 54_321,
        env: { HOME: '/' } as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv,
        encoding: 'utf8',
      });
      expect(output).toMatch(/^postgresql:/);
    },
  );

  it('gives the files that wait for a server to the one that stays', async () => {
    const folder = await mkdtemp(join(reachableTemp(), 'taken-postgres-'));
    await chmod(folder, 0o755);
    onTestFinished(() => rm(folder, { recursive: true, maxRetries: 20 }));
    const cache = join(folder, 'node_modules/.cache');
    const home = join(folder, 'postgres');

    await startServer('startThrowawayPostgres', '', folder);
    const [name = ''] = await readdir(cache);
    const { ino } = await stat(join(cache, name));
    const { url } = await startServer('startKeptPostgres', home, folder);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await stat(home)).ino).toBe(ino);
    expect(await readdir(cache)).toEqual([]);

    await startServer('startThrowawayPostgres', '', folder);
    expect(await readdir(cache)).toEqual([name]);
  });

  // As root, who gives the files to the user of the server.
  it.runIf(process.getuid?.() === 0)('makes files again that a copy gave to another user', async () => {
    const folder = await mkdtemp(join(reachableTemp(), 'copied-postgres-'));
    await chmod(folder, 0o755);
    onTestFinished(() => rm(folder, { recursive: true, maxRetries: 20 }));
    const cache = join(folder, 'node_modules/.cache');

    await startServer('startThrowawayPostgres', '', folder);
    const [name = ''] = await readdir(cache);
    chownSync(join(cache, name, 'cluster'), 0, 0);
    const { url } = await startServer('startKeptPostgres', join(folder, 'postgres'), folder);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

function hasBinaries() {
  try {
    return existsSync(findBinaries());
  } catch {
    return false;
  }
}

async function temporaryHome() {
  const folder = await mkdtemp(join(reachableTemp(), 'kept-postgres-'));
  await chmod(folder, 0o755);
  onTestFinished(() => rm(folder, { recursive: true, maxRetries: 20 }));
  return join(folder, 'postgres');
}

/** Its owner is a process of its own, so that it can be killed. */
async function startServer(
  start: 'startKeptPostgres' | 'startThrowawayPostgres',
  home = '',
  cwd = '.',
) {
  const program = `
    import { Guard } from '${new URL('guard.mjs', import.meta.url)}';
    import { ${start} } from '${new URL('private-postgres.mjs', import.meta.url)}';
    const guard = new Guard();
    console.log(await ${start}(guard, ${JSON.stringify(home)}));
    process.on('SIGTERM', () => guard.release().then(() => process.exit()));
    setInterval(() => {}, 1000);`;
  const owner = spawnNode(['--input-type=module', '--eval', program], { cwd });
  const [url] = await owner.printed(/^postgresql:.*$/m);
  return { owner, url };
}

async function expectStopped(url: string) {
  const attempt = () => query(url, 'SELECT 1').catch((error: NodeJS.ErrnoException) => error.code);
  await expect.poll(attempt, { timeout: 5000 }).toBe('ECONNREFUSED');
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
