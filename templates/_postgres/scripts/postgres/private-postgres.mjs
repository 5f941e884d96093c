import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '../processes.mjs';
import { binariesVersion, findBinaries, openToAll } from './binaries.mjs';
import { removeServerVariables } from './environment.mjs';
import { copyForNameless, NAMELESS } from './nameless.mjs';
import {
  cacheFolder,
  giveToServer,
  makePrivateFolder,
  reachableTemp,
  serverUser,
  throwawayFolder,
} from './places.mjs';

/** @import { Command, Guard } from './guard.mjs' */

const ADMIN = 'postgres';
const START_ATTEMPTS = 3;
const WAIT_FOR_ANOTHER_MS = 10_000;

/** A private server accepts connections from this machine only, and only with its password. */
const SETTINGS = { listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'UTC' };

/** The data of a temporary server may be lost in a crash, so it never waits for the disk. */
const THROWAWAY_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts the server whose data is kept in a folder, or joins the one that already runs there, and returns its address.
 * The guard stops a server that was started.
 * @param {Guard} guard @param {string} home @returns {Promise<string>}
 */
export async function startKeptPostgres(guard, home) {
  if (!existsSync(home) && !takePristine(home)) {
    const fresh = `${home}-${process.pid}`;
    await guard.tell({ undo: { remove: fresh } });
    await makeCluster(guard, fresh);
    moveUnlessTaken(fresh, home);
  }
  makePrivateFolder(home);
  return runningServer(home) ?? (await start(guard, home)) ?? (await serverOfAnother(home));
}

/**
 * Starts a temporary server with no data. The guard stops and removes it.
 * @param {Guard} guard @returns {Promise<string>} its address
 */
export async function startThrowawayPostgres(guard) {
  const home = throwawayFolder();
  // Before the folder exists, so that the guard removes it even if this process ends in between.
  await guard.tell({ undo: { remove: home } });
  if (!(await copyPristine(guard, home))) await makeCluster(guard, home);
  return (await start(guard, home, THROWAWAY_SETTINGS)) ?? (await serverOfAnother(home));
}

/**
 * Fills the folder of a new server with a copy of cached files, which takes a tenth of the time of initdb.
 * @param {Guard} guard @param {string} home @returns {Promise<boolean>} whether it succeeded
 */
async function copyPristine(guard, home) {
  const pristine = pristineFolder();
  if (!pristine) return false;
  if (!existsSync(pristine)) {
    const fresh = `${pristine}-${process.pid}`;
    await guard.tell({ undo: { remove: fresh } });
    await makeCluster(guard, fresh);
    moveUnlessTaken(fresh, pristine);
  }
  const before = identityOf(pristine);
  makePrivateFolder(home);
  const copy = { file: 'cp', args: ['-Rp', `${pristine}/.`, home], options: serverUser };
  const { code } = await guard.tell({ run: copy });
  if (code === 0 && before === identityOf(pristine)) return true;
  // Another server has taken the files meanwhile, and may have changed them.
  rmSync(home, { recursive: true });
  return false;
}

/**
 * Moves the cached files to the folder of a server that is kept. The next copy makes them again.
 * @param {string} home
 */
function takePristine(home) {
  const pristine = pristineFolder();
  if (!pristine || !existsSync(pristine)) return false;
  try {
    renameSync(pristine, home);
    return true;
  } catch {
    // Another server was faster, or the folder is on another disk.
    return false;
  }
}

function identityOf(/** @type {string} */ path) {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}

/** The cache for the files of a server that has never run, if there is one. */
function pristineFolder() {
  // Windows has no program that also copies permissions.
  const cache = process.platform === 'win32' ? undefined : cacheFolder();
  if (!cache) return undefined;
  const folder = join(cache, `postgres-${binariesVersion()}`);
  // A copy of node_modules may belong to another user than the server's, who then cannot read it.
  const owner = statSync(contentsOf(folder).cluster, { throwIfNoEntry: false })?.uid;
  const isOurs = owner === (serverUser.uid ?? process.getuid?.());
  if (owner !== undefined && !isOurs) rmSync(folder, { recursive: true, force: true });
  return folder;
}

/** @param {Guard} guard @param {string} home */
async function makeCluster(guard, home) {
  makePrivateFolder(home);
  const { cluster, password } = contentsOf(home);
  writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  giveToServer(password);
  const options = [
    ...['-D', cluster, '-U', ADMIN, '-A', 'scram-sha-256', `--pwfile=${password}`],
    ...['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    // It has no data yet that a crash could destroy.
    '--no-sync',
    ...Object.entries(SETTINGS).map(([name, value]) => `--set=${name}=${value}`),
  ];
  let answer = await guard.tell({ run: serverCommand(home, 'initdb', options) });
  if (answer.output.includes(NAMELESS)) answer = await initializeNameless(guard, home, options);
  const { code, output } = answer;
  if (code !== 0) throw new Error(`PostgreSQL could not create its files in ${home}:\n${output}`);
}

/** @param {Guard} guard @param {string} home @param {string[]} options */
async function initializeNameless(guard, home, options) {
  const folder = join(reachableTemp(), `nameless-postgres-${randomUUID()}`);
  await guard.tell({ undo: { remove: folder } });
  if (!copyForNameless(findBinaries(), folder)) return { code: 1, output: NAMELESS };
  openToAll(folder);
  const answer = await guard.tell({ run: serverCommand(home, 'initdb', options, folder) });
  rmSync(folder, { recursive: true });
  return answer;
}

/**
 * If two processes make the folder at once, the slower one uses that of the faster one.
 * @param {string} fresh @param {string} home
 */
function moveUnlessTaken(fresh, home) {
  try {
    renameSync(fresh, home);
  } catch (error) {
    if (!existsSync(home)) throw error;
  }
}

/**
 * @param {Guard} guard @param {string} home @param {Record<string, string>} [settings]
 * @returns {Promise<string | undefined>} undefined if another process has started it meanwhile
 */
async function start(guard, home, settings = {}) {
  const { cluster, log } = contentsOf(home);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const logged = existsSync(log) ? readFileSync(log, 'utf8').length : 0;
    const set = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
    const options = ['-w', '-D', cluster, '-l', log, '-o', [`-p ${port}`, ...set].join(' ')];
    const { code, output } = await guard.tell({
      run: serverCommand(home, 'pg_ctl', ['start', ...options]),
      undo: { run: serverCommand(home, 'pg_ctl', ['stop', '-w', '-m', 'fast', '-D', cluster]) },
    });
    if (code === 0) return address(home, port);
    const reason = existsSync(log) ? readFileSync(log, 'utf8').slice(logged) : output;
    if (reason.includes('"postmaster.pid" already exists')) return undefined;
    if (attempt === START_ATTEMPTS || !reason.includes('in use')) {
      throw new Error(`The private PostgreSQL in ${home} did not start:\n${reason}`);
    }
  }
}

/** @param {string} home @returns {string | undefined} its address */
function runningServer(home) {
  const { pidFile } = contentsOf(home);
  if (!existsSync(pidFile)) return undefined;
  // One value per line: pid, folder, start time, port, socket, address, shared memory, status.
  const facts = readFileSync(pidFile, 'utf8').split('\n');
  const running = facts[7]?.trim() === 'ready' && isRunning(Number(facts[0]));
  return running ? address(home, Number(facts[3])) : undefined;
}

/** @param {string} home */
async function serverOfAnother(home) {
  for (const deadline = Date.now() + WAIT_FOR_ANOTHER_MS; Date.now() < deadline; await sleep(50)) {
    const found = runningServer(home);
    if (found) return found;
  }
  throw new Error(
    `Another process runs the private PostgreSQL in ${home}, but it is not ready. If there is no such process, delete ${contentsOf(home).pidFile}.`,
  );
}

/** @param {string} home */
function contentsOf(home) {
  const cluster = join(home, 'cluster');
  const pidFile = join(cluster, 'postmaster.pid');
  return { cluster, pidFile, log: join(home, 'server.log'), password: join(home, 'password') };
}

/** @param {string} home @param {number} port */
function address(home, port) {
  const password = readFileSync(contentsOf(home).password, 'utf8');
  return `postgresql://${ADMIN}:${password}@127.0.0.1:${port}/postgres`;
}

/**
 * @param {string} home @param {string} program @param {string[]} args @param {string} [binaries]
 * @returns {Command}
 */
function serverCommand(home, program, args, binaries = findBinaries()) {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, LC_ALL: 'C' };
  removeServerVariables(env);
  return {
    file: join(binaries, 'bin', program),
    args,
    options: { ...serverUser, cwd: home, env },
  };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}
