import { rm } from 'node:fs/promises'
import { afterAll, beforeAll } from 'vitest'
import { calledAddon, lampAddon, writeAddons } from './support/adding.ts'
import { fault } from './support/fault.ts'
import { widgetVersions } from './support/generating.ts'
import { killedChange, type Rehearsed, rehearseChanges } from './support/killed-changes.ts'

let rehearsed: Rehearsed

beforeAll(async () => {
  rehearsed = await rehearseChanges({
    versions: widgetVersions,
    commands: {
      first: calledAddon('add', lampAddon),
      again: calledAddon('add', lampAddon, '--set', 'lamp.size=large'),
      last: calledAddon('remove', 'lamp'),
    },
    before: calledAddon('add', './addons/clock'),
    another: { command: calledAddon('add', './addons/other'), files: /other/i },
    prepare: writeAddons,
  })
})

afterAll(() => rm(rehearsed.root, { recursive: true, force: true }))

fault('SIGKILL while add brings an add-on', { short: 3, long: 180 }, (trial) =>
  killedChange(trial, rehearsed, 'first'),
)

fault('SIGKILL while add changes an add-on', { short: 2, long: 120 }, (trial) =>
  killedChange(trial, rehearsed, 'again'),
)

fault('SIGKILL while remove takes an add-on out', { short: 3, long: 220 }, (trial) =>
  killedChange(trial, rehearsed, 'last'),
)
