import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { constantFrom } from 'fast-check'
import { afterAll, beforeAll, describe } from 'vitest'
import { exitCodes } from '../../src/errors/exit-codes.ts'
import { isLong } from '../support/sampled.ts'
import { writeApiTemplate } from './support/api-template.ts'
import { writeBusyTemplate } from './support/busy-template.ts'
import { fault, notTried, type Trial } from './support/fault.ts'
import {
  interruptedUnderNpm,
  killedOutright,
  killedOutrightTwice,
  npmKilled,
  signalled,
  windowClosed,
} from './support/killing.ts'
import {
  databasePhase,
  type Phase,
  readingPhases,
  taskPhases,
  writingPhases,
} from './support/phases.ts'
import { openFolder, type Rehearsal, rehearse } from './support/rehearsal.ts'

const tried = process.platform === 'linux' ? fault : notOnThisSystem
const phases = [...readingPhases, ...writingPhases, ...taskPhases]
const filesOnly = ['--no-install', '--no-git']

let home: string
let rehearsal: Rehearsal

beforeAll(async () => {
  home = await openFolder()
  await writeBusyTemplate(join(home, 'busy'))
  rehearsal = await rehearse(join(home, 'busy'))
})

afterAll(() => rm(home, { recursive: true, force: true }))

/** The phases that leave the most to clean up, and how often the short form tries SIGKILL in them. */
const shortRounds = new Map([
  ['while it writes its files', 1],
  ['while it moves its files', 2],
])
for (const phase of [...readingPhases, ...writingPhases]) {
  tried(`a signal ${phase.name}`, { short: 0.5, long: 16 }, (trial) =>
    signalled(trial, { phase, rehearsal }),
  )
  tried(`SIGKILL ${phase.name}`, { short: shortRounds.get(phase.name) ?? 0, long: 12 }, (trial) =>
    killedOutright(trial, { phase, rehearsal, flags: filesOnly }),
  )
}

for (const phase of taskPhases) {
  tried(`a signal ${phase.name}`, { short: 0.5, long: 9 }, (trial) =>
    signalled(trial, { phase, rehearsal }),
  )
  tried(`SIGKILL ${phase.name}`, { short: 0, long: 4 }, (trial) =>
    killedOutright(trial, { phase, rehearsal }),
  )
}

const halfWay = writingPhases.filter(({ name }) => shortRounds.has(name))
tried(
  'SIGKILL while it writes, and again while the next run cleans up',
  { short: 0, long: 8 },
  (trial) =>
    killedOutrightTwice(trial, { phase: anyOf(trial, halfWay), rehearsal, flags: filesOnly }),
)

tried('Ctrl+C in a terminal when npm started it', { short: 0, long: 6 }, (trial) =>
  interruptedUnderNpm(trial, { phase: anyOf(trial, phases), rehearsal }),
)

tried('the terminal window is closed', { short: 0, long: 6 }, (trial) =>
  windowClosed(trial, { phase: anyOf(trial, phases), rehearsal }),
)

tried('npm is killed while it installs', { short: 1, long: 3 }, (trial) =>
  npmKilled(trial, { rehearsal, script: 'postinstall', exitCode: exitCodes.installFailed }),
)

tried('npm is killed while it tests', { short: 0, long: 3 }, (trial) =>
  npmKilled(trial, { rehearsal, script: 'test', exitCode: exitCodes.verifyFailed }),
)

// Only in the long form, because it installs a project with a private database.
describe.runIf(isLong)('with a database', () => {
  let api: Rehearsal

  beforeAll(async () => {
    const modules = await writeApiTemplate(join(home, 'api'))
    api = { ...(await rehearse(join(home, 'api/api'), filesOnly)), modules }
  })

  tried('a signal in the tests', { short: 0, long: 8 }, (trial) =>
    signalled(trial, { phase: databasePhase, rehearsal: api }),
  )
  tried('SIGKILL in the tests', { short: 0, long: 4 }, (trial) =>
    killedOutright(trial, { phase: databasePhase, rehearsal: api }),
  )
})

function anyOf(trial: Trial, phases: readonly Phase[]): Phase {
  return trial.pick('phase', constantFrom(...phases))
}

function notOnThisSystem(name: string): void {
  notTried(name, 'the search for remaining processes needs /proc')
}
