// Makes a project on a pseudo-terminal, as a person would, and puts the last screen into the README:
// npm run docs:run [-- <template>]
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listTemplates } from '../src/blueprints/catalog.ts'
import { cleanEnvironment } from '../test/support/program.ts'
import { keys, runInTerminal } from '../test/support/terminal.ts'
import { catalog, repository } from './compose.ts'
import { fill } from './docs.ts'

const [template = 'api'] = process.argv.slice(2)
const offered = await listTemplates(catalog)
const home = await realpath(await mkdtemp(join(tmpdir(), 'create-app-run-')))
try {
  // A person starts it through npm, which says so here.
  const env = cleanEnvironment({ npm_config_user_agent: process.env.npm_config_user_agent })
  const bin = join(repository, 'dist/create-app.cjs')
  const terminal = runInTerminal(process.execPath, [bin], { cwd: home, env })
  await terminal.shows('Where should the project go?')
  terminal.press(`my-${template}${keys.enter}`)
  await terminal.shows('Which template?')
  terminal.press(keys.down.repeat(offered.findIndex(({ id }) => id === template)))
  terminal.press(keys.enter)
  const { exitCode } = await terminal.exit
  if (exitCode !== 0) throw new Error(terminal.screen())
  const screen = terminal.screen().replaceAll(home, '~')
  const readme = join(repository, 'README.md')
  const block = `\`\`\`\n$ create-app\n${screen}\n\`\`\``
  await writeFile(readme, fill(await readFile(readme, 'utf8'), 'run', block))
  console.log(screen)
} finally {
  await rm(home, { recursive: true, force: true })
}
