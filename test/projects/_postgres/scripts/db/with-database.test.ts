import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { copyProject } from '../../test/database/copy-project.ts';
import { type Spawned, spawnNode } from '../../test/spawn.ts';
import { isRunning } from '../processes.mjs';

const script = resolve('scripts/db/with-database.mjs');
const url = 'postgresql://user:secret@db.example.com/shop';
const named = 'host db.example.com, port 5432, database shop';
const printUrl = "console.log('url:', process.env.DATABASE_URL)";

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'with-database-'));
  onTestFinished(() => rm(cwd, { recursive: true, force: true, maxRetries: 20 }));
});

describe('with-database', () => {
  it('leaves a database of your own as it is', async () => {
    const command = run(['--ready', 'node', '-e', printUrl], { DATABASE_URL: url });
    expect(await command.exited).toBe(0);
    expect(command.output()).toBe(`DATABASE_URL of the environment: ${named}\nurl: ${url}\n`);
  });

  it.each([
    ['.env.development.local', undefined, ['.env.local', '.env.development', '.env']],
    ['.env.local', undefined, ['.env.development', '.env', '.env.production.local']],
    ['.env.production', 'production', ['.env', '.env.development.local']],
    ['.env.test', 'test', ['.env', '.env.local']],
    ['.env', 'test', ['.env.local']],
  ])('reads DATABASE_URL from %s when NODE_ENV is %s', async (file, mode, others) => {
    for (const other of others) await writeFile(join(cwd, other), 'DATABASE_URL=postgres://no/no');
    await writeFile(join(cwd, file), `DATABASE_URL=${url}\n`);
    const command = run(['node', '-e', printUrl], mode ? { NODE_ENV: mode } : {});
    await command.exited;
    expect(command.output()).toBe(`DATABASE_URL of the .env files: ${named}\nurl: ${url}\n`);
  });

  it('sets NODE_ENV for a command that needs one', async () => {
    const print = 'console.log("mode:", process.env.NODE_ENV)';
    const command = run(['--mode=development', 'node', '-e', print], {
      NODE_ENV: 'production',
      DATABASE_URL: url,
    });
    await command.exited;
    expect(command.output()).toContain('mode: development');
  });

  it('keeps the variables of clients for a database of your own, and removes them otherwise', async () => {
    const variables = { PGSSLMODE: 'require', PGOPTIONS: '--nonsense', PGTZ: 'Mars', PG_POOL: '9' };
    const print =
      "console.log('set:', Object.keys(process.env).filter((name) => name.startsWith('PG')).join())";
    const own = run(['node', '-e', print], { ...variables, DATABASE_URL: url });
    await own.printed(/set: PGSSLMODE,PGOPTIONS,PGTZ,PG_POOL\n/);
    const command = run(['node', '-e', print], variables);
    expect(await command.exited).toBe(0);
    expect(command.output()).toContain('set: PG_POOL\n');
    await removeData(command);
  });

  it.each([
    'host=db user=me password=s3cret dbname=shop',
    'postgresql:ada:s3cret@db/shop',
    'postgresql://ada:s3/cret@db/shop',
    'postgresql://ada:12345#s3cret@db/shop',
  ])('does not show the password in %s, which is not an address', async (address) => {
    const command = run(['node', '-e', '0'], { DATABASE_URL: address });
    await command.exited;
    expect(command.output()).toContain('an address that cannot be read');
    expect(command.output()).not.toContain('s3');
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

describe.skipIf(process.platform === 'win32')('with-database below npm', () => {
  /** Stands for npm, whose shell passes no signal on. */
  const npm = `require('node:child_process').spawnSync('sh', ['-c', process.argv[1] + '; true'], { stdio: 'inherit' })`;
  const lives = `console.log('up', process.pid, process.ppid); setInterval(() => {}, 99)`;
  const line = `"${process.execPath}" "${script}" node -e "${lives}"`;

  it.each([
    ['npm', 'SIGKILL'],
    ['npm', 'SIGTERM'],
    ['with-database', 'SIGKILL'],
  ] as const)('leaves nothing behind when %s gets %s', async (who, signal) => {
    const command = spawnNode(['-e', npm, line], { cwd, env: { npm_lifecycle_event: 'dev' } });
    const [, pid, launcher] = await command.printed(/up (\d+) (\d+)/);
    await removeData(command);
    process.kill(who === 'npm' ? (command.process.pid ?? 0) : Number(launcher), signal);
    // Its output closes when the last process that writes there has gone: server and guard too.
    await command.exited;
    expect(isRunning(Number(pid))).toBe(false);
    const [, data = ''] = await command.printed(/, data in (.*)/);
    expect(existsSync(join(data, 'cluster/postmaster.pid'))).toBe(false);
  });
});

describe('with-database --ready', () => {
  const isReady = ['--ready', 'node', '-e', "console.log('started')"];

  it('starts the command with tables, and with example data the first time', async () => {
    const count = query('SELECT count(*) FROM books');
    for (const said of [/books: added 24/, /^(?!.*added)/s]) {
      const command = spawnNode([script, '--ready', 'node', '-e', count]);
      expect(await command.exited).toBe(0);
      expect(command.output()).toMatch(said);
      expect(command.output()).toContain('[{"count":"24"}]');
      await removeData(command);
    }
  });

  it('starts no command on a database that could not be prepared', async () => {
    await mkdir(join(cwd, 'scripts/db'), { recursive: true });
    await symlink(resolve('node_modules'), join(cwd, 'node_modules'));
    await writeFile(join(cwd, 'scripts/db/prepare.ts'), 'process.exit(7)');
    const command = run(isReady);
    expect(await command.exited).toBe(7);
    expect(command.output()).not.toContain('started');
    await removeData(command);
  });

  it('prepares a database again only when something is missing', async () => {
    await mkdir(join(cwd, 'scripts/db'), { recursive: true });
    await symlink(resolve('node_modules'), join(cwd, 'node_modules'));
    for (const folder of ['prisma/migrations', 'prisma/seeds']) {
      await cp(resolve(folder), join(cwd, folder), { recursive: true });
    }
    await cp(resolve('package.json'), join(cwd, 'package.json'));
    const preparation = join(cwd, 'scripts/db/prepare.ts');
    await writeFile(preparation, `import ${JSON.stringify(resolve('scripts/db/prepare.ts'))};`);
    const first = run(isReady);
    expect(await first.exited).toBe(0);
    await removeData(first);

    await writeFile(preparation, 'process.exit(7)');
    expect(await run(isReady).exited).toBe(0);

    await mkdir(join(cwd, 'prisma/migrations/9_next'));
    await writeFile(join(cwd, 'prisma/migrations/9_next/migration.sql'), 'SELECT 1');
    expect(await run(isReady).exited).toBe(7);
    await rm(join(cwd, 'prisma/migrations/9_next'), { recursive: true });

    const [migration = ''] = await readdir(join(cwd, 'prisma/migrations'));
    const file = join(cwd, 'prisma/migrations', migration, 'migration.sql');
    const sql = await readFile(file, 'utf8');
    await writeFile(file, `${sql}-- changed`);
    expect(await run(isReady).exited).toBe(7);
    await writeFile(file, sql);

    const registry = join(cwd, 'prisma/seeds/index.ts');
    await writeFile(registry, `${await readFile(registry, 'utf8')}// one more`);
    expect(await run(isReady).exited).toBe(7);
  });

  it('runs a seed that is new, and adds nothing again that somebody deleted', async () => {
    cwd = await copyProject();
    const first = run(['--ready', 'node', '-e', query('TRUNCATE books')]);
    await first.exited;
    expect(first.output()).toContain('books: added 24');
    await removeData(first);

    const registry = join(cwd, 'prisma/seeds/index.ts');
    const text = await readFile(registry, 'utf8');
    await writeFile(registry, text.replace('  books:', '  parcels: async () => 3,\n  books:'));
    const second = run(['--ready', 'node', '-e', query('SELECT count(*) FROM books')]);
    expect(await second.exited).toBe(0);
    expect(second.output()).toContain('parcels: added 3');
    expect(second.output()).not.toContain('books: added');
    expect(second.output()).toContain('[{"count":"0"}]');
    expect(await run(isReady).exited).toBe(0);
  });

  it('says why there is no server, and leaves nothing running', async () => {
    await writeFile(join(cwd, '.data'), 'a file where its folder would be');
    const command = run(isReady);
    expect(await command.exited).toBe(1);
    expect(command.output()).toContain('.data');
    expect(command.output()).not.toContain('started');
  });
});

/** A script that prints the rows that a statement gives. */
function query(sql: string) {
  return `const { Client } = require('pg');
    const client = new Client(process.env.DATABASE_URL);
    client.connect()
      .then(() => client.query('${sql}'))
      .then(({ rows }) => { console.log(JSON.stringify(rows)); return client.end(); });`;
}

/** As root below a closed folder the data lies outside of what the tests remove. */
async function removeData(command: Spawned) {
  const [, data = ''] = await command.printed(/, data in (.*)/);
  onTestFinished(() => rm(data, { recursive: true, force: true, maxRetries: 20 }));
}

function run(args: string[], env: Record<string, string> = {}) {
  return spawnNode([script, ...args], { cwd, env });
}
