import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The message of initdb for a user without a name, such as that of a container with `user: 12345`. */
export const NAMELESS = 'could not look up effective user ID';

const ASKS_FOR_NAME = '\0getpwuid\0';
const TAKES_FIRST_NAME = '\0getpwent\0';

/**
 * Copies initdb and postgres into a folder, for a user without a name. They use the name in messages only, so these
 * copies call another function of libc, which returns the first user of the machine.
 * @param {string} native @param {string} folder
 * @returns {boolean} whether this is possible with these programs
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
