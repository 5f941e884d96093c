import { randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  lstatSync,
  mkdirSync,
  realpathSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const NOBODY = 65_534;

/** Linux's file system in memory. In containers it often has 64 MB, which is too small for a server. */
const MEMORY = '/dev/shm';
const ROOM_FOR_A_SERVER = 1024 ** 3;

/** The user that runs the server. PostgreSQL refuses to run as root: for root it is nobody. */
export const serverUser = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** Whether the server's user can reach a path. If it is nobody, all folders above must be open to others. */
export function isReachable(/** @type {string} */ path) {
  if (serverUser.uid === undefined) return true;
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** A temporary folder that the server's user can reach. */
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

/** A new path for temporary data: in memory if there is room, because a server writes a thousand files. */
export function throwawayFolder() {
  const parent = isRoomy(MEMORY) ? MEMORY : reachableTemp();
  return join(parent, `throwaway-postgres-${randomUUID()}`);
}

/** A folder for files that can be made again, if there is one that this user and the server's user can reach. */
export function cacheFolder() {
  try {
    const folder = join('node_modules', '.cache');
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    const path = realpathSync(folder);
    return isReachable(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

function isRoomy(/** @type {string} */ folder) {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ROOM_FOR_A_SERVER;
  } catch {
    return false;
  }
}

export function giveToServer(/** @type {string} */ path) {
  if (serverUser.uid !== undefined) chownSync(path, serverUser.uid, serverUser.gid);
}
