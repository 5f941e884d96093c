import { expect, it } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { fakeOutside, fixtures } from '../support/program.ts'

it('leaves to the stream what could not be written without one', async () => {
  const { io, stdout } = fakeOutside(['--help'], { cwd: '.' })
  let direct = ''
  const plainOutput = (text: string) => {
    direct = text.slice(0, 100)
    return Buffer.from(text.slice(100))
  }
  expect(await run(io, fixtures, { plainOutput })).toBe(0)
  const whole = fakeOutside(['--help'], { cwd: '.' })
  await run(whole.io, fixtures)
  expect(direct + stdout()).toBe(whole.stdout())
})

it('opens no stream for what could be written without one', async () => {
  const { io, stdout } = fakeOutside(['--version'], { cwd: '.' })
  const written: string[] = []
  const plainOutput = (text: string) => {
    written.push(text)
    return Buffer.alloc(0)
  }
  expect(await run(io, fixtures, { plainOutput })).toBe(0)
  expect(written).toEqual(['3.0.0-test\n'])
  expect(stdout()).toBe('')
})
