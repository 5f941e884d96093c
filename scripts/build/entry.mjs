import { execFileSync } from 'node:child_process'
import { chmod, copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { transform } from 'esbuild'

/**
 * Writes `create-app.cjs`, which npm starts: it checks the version of Node, prints the version and the
 * help, and loads the program for everything else; and `generate.cjs`. esbuild fails if it finds syntax newer than ES5.
 */
export async function writeEntry({ dir, version, engines }) {
  const help = execFileSync(process.execPath, [join(dir, 'program.js'), '--help'], {
    env: { ...process.env, NO_COLOR: '1' },
    encoding: 'utf8',
  })
  const { code } = await transform(await readFile('src/bin/entry.cjs', 'utf8'), {
    target: 'es5',
    define: {
      ENGINES: JSON.stringify(engines),
      VERSION: JSON.stringify(`${version}\n`),
      HELP: JSON.stringify(help),
    },
  })
  await writeFile(join(dir, 'create-app.cjs'), code)
  await chmod(join(dir, 'create-app.cjs'), 0o755)
  await copyFile('src/bin/load.cjs', join(dir, 'load.cjs'))
  await copyFile('src/bin/generate.cjs', join(dir, 'generate.cjs'))
  await chmod(join(dir, 'generate.cjs'), 0o755)
}
