import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const NOBODY = 65_534;

/** PostgreSQL refuses to run as root, so there it runs as nobody; elsewhere as whoever we are. */
export const serverUser = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** Whether the server's user gets to a path: as root, no folder above it may be closed to others. */
export function isReachable(/** @type {string} */ path) {
  if (serverUser.uid === undefined) return true;
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** A temporary folder that the server's user gets to. */
export function reachableTemp() {
  return [tmpdir(), '/tmp', '/var/tmp'].find(isReachable) ?? tmpdir();
}

/** Makes a folder that belongs to the server's user alone. */
export function makePrivateFolder(/** @type {string} */ path) {
  mkdirSync(path, { recursive: true });
  const { uid } = lstatSync(path);
  const ours = [process.getuid?.(), serverUser.uid].includes(uid) || process.platform === 'win32';
  if (!ours) throw new Error(`${path} belongs to another user.`);
  giveToServer(path);
  chmodSync(path, 0o700);
  return path;
}

export function makeThrowawayFolder() {
  return makePrivateFolder(mkdtempSync(join(reachableTemp(), 'throwaway-postgres-')));
}

export function giveToServer(/** @type {string} */ path) {
  if (serverUser.uid !== undefined) chownSync(path, serverUser.uid, serverUser.gid);
}
