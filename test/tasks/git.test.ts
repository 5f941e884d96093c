import { expect, it } from 'vitest'
import { stageTask } from '../../src/tasks/git.ts'

it('stages any number of paths with command lines that each system takes', () => {
  const paths = Array.from({ length: 20_000 }, (_, at) => `${'x'.repeat(90)}/${at}.txt`)
  const { commands } = stageTask({ paths, lockfile: undefined })
  const staged = commands.flatMap(({ args }) => args.slice(args.indexOf('--') + 1))
  expect(staged).toEqual(paths)
  for (const { args } of commands) expect(args.join(' ').length).toBeLessThan(32_000)
})
