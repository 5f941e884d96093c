import { describe, expect, it } from 'vitest'
import { setEnv } from '../src/edits/env.ts'
import { readJson, setJson, sortPackageJson } from '../src/edits/json/json.ts'
import { setYaml } from '../src/edits/yaml/yaml.ts'
import { decodeText, editPlainly } from '../src/text.ts'

describe('a text from Windows', () => {
  it('is set in place without its byte order mark and with its own line ends', () => {
    expect(setJson('\ufeff{\r\n  "name": "a"\r\n}\r\n', ['name'], 'b')).toBe(
      '{\r\n  "name": "b"\r\n}\r\n',
    )
    expect(setYaml('\ufeffname: a\r\non: b\r\n', ['name'], 'b')).toBe('name: b\r\non: b\r\n')
    expect(setEnv('\ufeff# A\r\nA=\r\nB=1\r\n', new Map([['A', 'x']]))).toBe(
      '# A\r\nA=x\r\nB=1\r\n',
    )
    expect(sortPackageJson('\ufeff{\r\n  "version": "1",\r\n  "name": "a"\r\n}\r\n')).toBe(
      '{\r\n  "name": "a",\r\n  "version": "1"\r\n}\r\n',
    )
    expect(readJson('\ufeff{}')).toEqual({})
  })

  it('keeps each of its line ends when nothing is changed', () => {
    expect(editPlainly('\ufeffa\r\nb\nc', (text) => text)).toBe('a\r\nb\nc')
  })

  it('gets the line ends that it has most', () => {
    const add = (text: string) => `${text}d\n`
    expect(editPlainly('a\r\nb\nc\r\n', add)).toBe('a\r\nb\r\nc\r\nd\r\n')
    expect(editPlainly('a\nb\nc\r\n', add)).toBe('a\nb\nc\nd\n')
    expect(editPlainly('', add)).toBe('d\n')
  })
})

describe('bytes', () => {
  it('are read without a byte order mark', () => {
    expect(decodeText(Buffer.from('\ufeffé'))).toEqual({ text: 'é' })
  })

  it.each([
    ['UTF-16', Buffer.from('\ufeff{}', 'utf16le')],
    ['UTF-16', Buffer.from('\ufeff{}', 'utf16le').swap16()],
    ['Latin-1', Buffer.from('é', 'latin1')],
    ['zero bytes', Buffer.from('{}', 'utf16le')],
  ])('say that they are %s', (encoding, bytes) => {
    expect(decodeText(bytes)).toEqual({ problem: expect.stringContaining(encoding) })
  })
})
