import { rm } from 'node:fs/promises'
import { afterAll, beforeAll } from 'vitest'
import { fault } from './support/fault.ts'
import {
  calledWidget,
  generate,
  regenerate,
  remove,
  widgetVersions,
  writeWidgetGenerator,
} from './support/generating.ts'
import { killedChange, type Rehearsed, rehearseChanges } from './support/killed-changes.ts'

let rehearsed: Rehearsed

beforeAll(async () => {
  rehearsed = await rehearseChanges({
    versions: widgetVersions,
    commands: { first: generate, again: regenerate, last: remove },
    before: calledWidget('generate', 'Clock'),
    another: { command: calledWidget('generate', 'Other'), files: /other/i },
    prepare: writeWidgetGenerator,
  })
})

afterAll(() => rm(rehearsed.root, { recursive: true, force: true }))

fault('SIGKILL while generate adds to a project', { short: 3, long: 90 }, (trial) =>
  killedChange(trial, rehearsed, 'first'),
)

fault('SIGKILL while generate changes what it made', { short: 2, long: 60 }, (trial) =>
  killedChange(trial, rehearsed, 'again'),
)

fault('SIGKILL while remove takes out what was generated', { short: 3, long: 120 }, (trial) =>
  killedChange(trial, rehearsed, 'last'),
)
