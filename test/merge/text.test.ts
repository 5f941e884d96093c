import { describe, expect, it } from 'vitest'
import { hasMarkers } from '../../src/merge/text/text-merge.ts'
import { mergeFile, textOf } from '../support/merging.ts'

const mergeText = async (base: string, disk: string, next: string) =>
  textOf(await mergeFile('notes.txt', { base, disk, next }))

describe('the markers of a conflict', () => {
  it('are found until somebody resolves it, with any line ends', async () => {
    const text = await mergeText('a\n', 'b\n', 'c\n')
    expect(hasMarkers(text ?? '')).toBe(true)
    expect(hasMarkers(text?.replaceAll('\n', '\r\n') ?? '')).toBe(true)
    expect(hasMarkers(text?.replace(/^>.*\n/m, '') ?? '')).toBe(false)
    expect(
      hasMarkers('A conflict begins with <<<<<<< yours\nand ends with >>>>>>> template\n'),
    ).toBe(false)
  })
})

describe('text', () => {
  it('keeps changes at different places', async () => {
    expect(await mergeText('1\n2\n3\n', 'one\n2\n3\n', '1\n2\nthree\n')).toBe('one\n2\nthree\n')
  })

  it('keeps a line in the second of two functions with the same lines', async () => {
    const functionOf = (name: string, line = '') =>
      `function ${name}() {\n  a()\n${line}  b()\n}\n\n`
    const base = functionOf('one') + functionOf('two')
    const disk = functionOf('one') + functionOf('two', '  mine()\n')
    const next = functionOf('zero') + base
    expect(await mergeText(base, disk, next)).toBe(functionOf('zero') + disk)
  })

  it('has one conflict where both add to a list at one place', async () => {
    expect(await mergeText('aaa\nbbb\nzzz\n', 'aaa\nbbb\njjj\nzzz\n', 'aaa\nbbb\nccc\nzzz\n')).toBe(
      'aaa\nbbb\n<<<<<<< yours\njjj\n||||||| made before\n=======\nccc\n>>>>>>> template\nzzz\n',
    )
  })

  it('marks only the lines that differ', async () => {
    expect(await mergeText('a\n', 'x\nb\ny\n', 'x\nc\ny\n')).toBe(
      'x\n<<<<<<< yours\nb\n||||||| made before\na\n=======\nc\n>>>>>>> template\ny\n',
    )
  })
})

describe('the form of a text', () => {
  it('keeps a missing final line end of either side', async () => {
    expect(await mergeText('1\n2\n3\n', '1\n2\n3', 'one\n2\n3\n')).toBe('one\n2\n3')
    expect(await mergeText('1\n2\n3\n', 'one\n2\n3\n', '1\n2\n3')).toBe('one\n2\n3')
    expect(await mergeText('1\n2\n3', 'one\n2\n3', '1\n2\nthree')).toBe('one\n2\nthree')
  })

  it('keeps the CRLF of a checkout, also in what is taken and in markers', async () => {
    expect(await mergeText('1\n2\n3\n', '1\r\n2\r\n3\r\n', 'one\n2\n3\n')).toBe('one\r\n2\r\n3\r\n')
    expect(await mergeText('1\n2\n3\n', 'x\r\n2\r\n3\r\n', '1\n2\ny\n')).toBe('x\r\n2\r\ny\r\n')
    expect(await mergeText('a\n', 'b\r\n', 'c\n')).toBe(
      '<<<<<<< yours\r\nb\r\n||||||| made before\r\na\r\n=======\r\nc\r\n>>>>>>> template\r\n',
    )
  })

  it('takes CRLF that the template gives to a file', async () => {
    expect(await mergeText('1\n2\n3\n', 'x\n2\n3\n', '1\r\n2\r\n3\r\n')).toBe('x\r\n2\r\n3\r\n')
  })

  it('leaves each line end of a file that mixes them', async () => {
    expect(await mergeText('1\r\n2\n3\n', 'x\r\n2\n3\n', '1\r\n2\ny\n')).toBe('x\r\n2\ny\n')
  })

  it('keeps a byte order mark', async () => {
    expect(await mergeText('1\n2\n3\n', '\uFEFF1\n2\n3\n', '1\n2\nthree\n')).toBe(
      '\uFEFF1\n2\nthree\n',
    )
    expect(await mergeText('1\n2\n3\n', '\uFEFFx\n2\n3\n', '1\n2\ny\n')).toBe('\uFEFFx\n2\ny\n')
  })

  it('keeps the form of a JSON', async () => {
    const json = (text: string) => text.replaceAll('\n', '\r\n')
    const [base, next] = ['{\n  "a": 1,\n  "b": 1\n}\n', '{\n  "a": 1,\n  "b": 2\n}\n']
    const disk = `\uFEFF${json('{\n  "a": 3,\n  "b": 1\n}')}`
    expect(textOf(await mergeFile('a.json', { base, disk, next }))).toBe(
      `\uFEFF${json('{\n  "a": 3,\n  "b": 2\n}')}`,
    )
  })
})

describe('a Dockerfile', () => {
  it('keeps the version of an image that the person changed', async () => {
    const file = (image: string, line: string) => `FROM ${image} AS base\n${line}\nRUN x\n`
    const fate = await mergeFile('Dockerfile', {
      base: file('node:22-slim', 'USER node'),
      disk: file('node:24-slim@sha256:abc', 'USER node'),
      next: file('node:23-slim', 'USER root'),
    })
    expect(fate).toMatchObject({ kind: 'merged', notes: [{ kind: 'pin-kept', at: 'line 1' }] })
    expect(textOf(fate)).toBe(file('node:24-slim@sha256:abc', 'USER root'))
  })

  it('has a conflict where no image is concerned', async () => {
    const fate = await mergeFile('Dockerfile', {
      base: 'RUN a\nRUN b\n',
      disk: 'RUN mine\nRUN b\n',
      next: 'RUN a\nRUN theirs\n',
    })
    expect(fate).toMatchObject({ kind: 'conflict' })
  })

  it('has a conflict between two other images', async () => {
    const [base, disk, next] = ['node:22', 'oven/bun:1', 'node:24'].map(
      (image) => `FROM ${image}\n`,
    )
    expect(await mergeFile('Dockerfile', { base, disk, next })).toMatchObject({ kind: 'conflict' })
  })
})
