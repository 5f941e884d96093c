import fc from 'fast-check'
import { describe } from 'vitest'
import { limits } from '../../src/model/limits.ts'
import type { Attack } from './support/attack.ts'
import { byAddon, refusedAddon } from './support/attack-addons.ts'
import { edits, manifests, sizes } from './support/attack-contents.ts'
import { entries, git, names } from './support/attack-entries.ts'
import { fault } from './support/fault.ts'
import { fill } from './support/odd-files.ts'

const addon = (content: object) => ({ 'addon.json': JSON.stringify(content) })

/** An add-on with one insertion into a list, and with other keys of it. */
const inserting = (other: object, more: object = {}) => {
  const insertion = { file: 'src/list.ts', anchor: 'array', name: 'list', text: "'mine'" }
  return addon({ insertions: [{ ...insertion, ...other }], ...more })
}

const where = { id: 'where', message: 'Where?', type: 'text', default: '..' }

/** What only an add-on has: places in files that are there, and needs. */
const own: Readonly<Record<string, Attack>> = {
  'text for a file outside': {
    files: inserting({ file: '../evil.ts' }),
    why: 'it leaves the project',
  },
  'text for an absolute path': { files: inserting({ file: '/etc/passwd' }), why: 'insertions.0' },
  'text for an absolute path of Windows': {
    files: inserting({ file: 'C:\\evil.ts' }),
    why: 'it leaves the project',
  },
  'text for a path that an answer leads out of the project': {
    files: inserting({ file: '{{MINE_WHERE}}/evil.ts' }, { questions: [where] }),
    why: 'has a default that is not a valid answer',
  },
  'text for a hook of git': {
    files: inserting({ file: '.git/hooks/post-commit' }),
    why: 'git would use it as its own folder',
  },
  'text for the record of another add-on': {
    files: inserting({ file: '.create-app/addons/other.json' }),
    why: 'belongs to create-app',
  },
  'text for the record of the project': {
    files: inserting({ file: '.create-app.json' }),
    why: 'belongs to create-app',
  },
  'an anchor that is none': { files: inserting({ anchor: 'everywhere' }), why: 'insertions.0' },
  'an insertion with __proto__': {
    files: {
      'addon.json':
        '{ "insertions": [{ "file": "a.ts", "anchor": "import", "text": "", "__proto__": { "x": 1 } }] }',
    },
    why: 'insertions.0',
  },
  'a need that leads out of the project': {
    files: addon({ needs: [{ file: '/etc/passwd' }] }),
    why: 'needs.0',
  },
  'a dependency with a control sequence for the terminal': {
    files: addon({ needs: [{ dependency: 'x\x1b[2J' }] }),
    why: 'needs.0',
  },
  'a description with a control sequence for the terminal': {
    files: addon({ description: 'x\x1b[2J' }),
    why: 'contains control characters',
  },
}

const shared = Object.entries({
  ...{ ...entries, ...names, ...git, ...sizes, ...manifests, ...edits },
}).flatMap(([name, attack]) => {
  const attacking = byAddon(attack)
  return attacking ? [[name, attacking] as const] : []
})

describe('an add-on is refused for', () => {
  for (const [name, attack] of [...shared, ...Object.entries(own)]) {
    fault(name, { short: 0, long: 2 }, (trial) => refusedAddon(trial, attack))
  }
  // The short form tries only some of these.
  fault('one of the attacks of templates', { short: 3, long: 0 }, (trial) => {
    return refusedAddon(trial, trial.pick('attack', fc.constantFrom(...shared))[1])
  })
  fault('one of the attacks of add-ons', { short: 2, long: 0 }, (trial) => {
    return refusedAddon(trial, trial.pick('attack', fc.constantFrom(...Object.values(own))))
  })
  fault(`${limits.entries + 1} files`, { short: 0, long: 1 }, (trial) => {
    const why = `it holds more than ${limits.entries} files and folders`
    const make = (dir: string) => fill(dir, limits.entries + 1)
    return refusedAddon(trial, { files: addon({}), make, why })
  })
})
