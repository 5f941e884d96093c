import { existsSync, lstatSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Attack, expectRefusal, runIn, sceneOf } from './attack.ts'
import type { Trial } from './fault.ts'

/**
 * The same attack by an add-on; undefined for one that needs layers, parts or the name of a new project. The placeholder
 * of a question begins with the id of the add-on.
 */
export function byAddon({ files = {}, beside, make, args, why }: Attack): Attack | undefined {
  const text = String(files['template.json'] ?? '{}')
  if (beside || args || /"(?:extends|compose)"/.test(text)) return undefined
  const named = Object.entries(files).map(([path, content]) => {
    const to = path.replace(/\{\{(?!PROJECT)/, '{{MINE_')
    return [to === 'template.json' ? 'addon.json' : to, content]
  })
  return {
    files: Object.fromEntries(named),
    make: async (dir) => {
      await make?.(dir)
      const [made, wanted] = [join(dir, 'template.json'), join(dir, 'addon.json')]
      if (isThere(made)) renameSync(made, wanted)
      if (!isThere(wanted)) writeFileSync(wanted, '{}')
    },
    why: others[why] ?? why.replace('template.json', 'addon.json'),
  }
}

/** Where an add-on is refused for another reason. */
const others: Readonly<Record<string, string>> = {
  'template.json is a link to /etc/hostname, which is outside the template': 'has no addon.json',
  'template.json is a pipe': 'has no addon.json',
  'nextSteps.0.command: contains control characters': 'Unrecognized key: "nextSteps"',
}

/** Expects that a project that is there refuses an add-on, and that nothing in it changes. */
export async function refusedAddon(trial: Trial, { why, ...attack }: Attack): Promise<string> {
  const scene = await sceneOf(attack)
  const app = join(scene.work, 'app')
  mkdirSync(join(app, 'src'), { recursive: true })
  writeFileSync(join(app, 'package.json'), '{\n  "name": "app"\n}\n')
  writeFileSync(join(app, 'notes.txt'), 'mine\n')
  writeFileSync(join(app, 'src/list.ts'), 'export const list = [];\n')
  const run = (args: readonly string[]) => {
    return runIn(scene, ['add', scene.template, '--cwd', app, '--no-verify', ...args])
  }
  return expectRefusal(trial, { why, scene, run })
}

function isThere(path: string): boolean {
  return existsSync(path) || lstatSync(path, { throwIfNoEntry: false }) !== undefined
}
