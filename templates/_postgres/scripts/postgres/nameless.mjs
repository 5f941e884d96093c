import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What initdb says to a user who has a number but no name, as `user: 12345` gives one to a container. */
export const NAMELESS = 'could not look up effective user ID';

const ASKS_FOR_NAME = '\0getpwuid\0';
const TAKES_FIRST_NAME = '\0getpwent\0';

/**
 * Fills a folder with initdb and what it starts, for a user without a name. Neither program needs the name for more
 * than a message, so that these copies import another function of libc: it gives the first user of the machine.
 * @param {string} native @param {string} folder
 * @returns {boolean} whether the programs are of the kind for which this is possible
 */
export function copyForNameless(native, folder) {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  for (const part of ['lib', 'share']) symlinkSync(join(native, part), join(folder, part));
  return ['initdb', 'postgres'].every((name) => {
    const program = readFileSync(join(native, 'bin', name));
    const at = program.indexOf(ASKS_FOR_NAME, 0, 'latin1');
    if (at < 0) return false;
    program.write(TAKES_FIRST_NAME, at, 'latin1');
    writeFileSync(join(folder, 'bin', name), program, { mode: 0o755 });
    return true;
  });
}
