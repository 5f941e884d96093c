import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { manifestText } from '../../support/fixtures.ts'
import { type Attack, answering, manifest } from './attack.ts'
import { leaveSocket, sparse } from './odd-files.ts'

/** Entries that are neither files nor folders. */
export const entries: Readonly<Record<string, Attack>> = {
  'a link to a file outside': {
    make: (dir) => symlinkSync('/etc/passwd', join(dir, 'notes.txt')),
    why: 'notes.txt is a link to /etc/passwd, which is outside the template',
  },
  'a link to a folder outside': {
    make: (dir) => symlinkSync('/etc', join(dir, 'src')),
    why: 'src is a link to /etc, which is outside the template',
  },
  'a link to a file outside, through a folder inside': {
    files: { 'a/b/c.txt': '' },
    make: (dir) => {
      symlinkSync('a/b', join(dir, 'in'))
      symlinkSync('in/../../../../beside', join(dir, 'out'))
    },
    why: 'out is a link to in/../../../../beside, which is outside the template',
  },
  'a link that leads nowhere': {
    make: (dir) => symlinkSync('nowhere', join(dir, 'x')),
    why: 'x is a link to nowhere, which is no part of the template',
  },
  'a link to what belongs to git': {
    files: { '.git/config': '[remote "origin"]\nurl = https://me:secret@example.com\n' },
    make: (dir) => symlinkSync('.git/config', join(dir, 'x')),
    why: 'x is a link to .git/config, which is no part of the template',
  },
  'a link to what is ignored': {
    files: { '.gitignore': '.env\n', '.env': 'SECRET=1\n' },
    make: (dir) => symlinkSync('.env', join(dir, 'x')),
    why: 'x is a link to .env, which is no part of the template',
  },
  'a link to a folder that contains it, deep inside': {
    files: { 'a/b/c.txt': '' },
    make: (dir) => symlinkSync('../..', join(dir, 'a/b/loop')),
    why: 'a/b/loop is a link to ../.., a folder that contains the link',
  },
  'a link to itself': {
    make: (dir) => symlinkSync('x', join(dir, 'x')),
    why: 'x is a link to x, which leads back to the link',
  },
  'links that lead to each other': {
    make: (dir) => {
      for (const [from, to] of ['ab', 'bc', 'ca']) symlinkSync(to ?? '', join(dir, from ?? ''))
    },
    why: 'a is a link to b, which leads back to the link',
  },
  'links that multiply each other': {
    files: { 'm9/a.bin': '' },
    make: (dir) => {
      for (const at of Array.from({ length: 9 }, (_, at) => at)) {
        mkdirSync(join(dir, `m${at}`))
        for (const name of '0123456789') symlinkSync(`../m${at + 1}`, join(dir, `m${at}`, name))
      }
    },
    why: 'it holds more than 20000 files and folders',
  },
  'links that make files too large together': {
    make: (dir) => {
      sparse(join(dir, 'film.mp4'), 15_000_000)
      for (const name of ['a', 'b', 'c']) symlinkSync('film.mp4', join(dir, name))
    },
    why: 'its files are larger than 50 MB together',
  },
  'a link with a control sequence for the terminal': {
    make: (dir) => symlinkSync('\x1b[2Jdone', join(dir, 'x')),
    why: 'x is a link to ?[2Jdone, which is no part of the template',
  },
  'a manifest that is a link': {
    make: (dir) => symlinkSync('/etc/hostname', join(dir, 'template.json')),
    why: 'template.json is a link to /etc/hostname, which is outside the template',
  },
  'options that are a link': {
    make: (dir) => symlinkSync('/etc', join(dir, 'options')),
    why: 'options is a link to /etc, which is outside the template',
  },
  'a layer that is a link': {
    files: manifest({ extends: ['_layer'] }),
    beside: { 'elsewhere/layer.json': '{}' },
    make: (dir) => symlinkSync('elsewhere', join(dir, '../_layer')),
    why: 'it is a link, but a layer must be a folder',
  },
  'a part that is a link': {
    files: manifest({ compose: [{ template: 'part', into: 'part' }] }),
    beside: { 'elsewhere/template.json': manifestText({}) },
    make: (dir) => symlinkSync('elsewhere', join(dir, '../part')),
    why: 'it is a link, but a part must be a folder',
  },
  'a pipe': {
    make: (dir) => execFileSync('mkfifo', [join(dir, 'pipe')]),
    why: 'pipe is a pipe',
  },
  'a manifest that is a pipe': {
    make: (dir) => execFileSync('mkfifo', [join(dir, 'template.json')]),
    why: 'template.json is a pipe',
  },
  'a socket': { make: leaveSocket, why: 'socket is a socket' },
}

export const names: Readonly<Record<string, Attack>> = {
  'a path out of the project, as Windows writes it': {
    files: { '..\\..\\evil.txt': '' },
    why: 'it leaves the project',
  },
  'an absolute path, as Windows writes it': {
    files: { 'C:\\evil.txt': '' },
    why: 'it leaves the project',
  },
  'a path out of the project, through a default answer': {
    files: { ...answering('where', '..'), '{{WHERE}}/evil.txt': '' },
    why: 'has a default that is not a valid answer',
  },
  'a name that Windows reserves for a device': {
    files: { 'src/aux.txt': '' },
    why: 'Windows reserves this name for a device',
  },
  'a name with a question mark': {
    files: { 'src/what?.txt': '' },
    why: 'Windows does not allow < > : " | ? *',
  },
  'a name with a space at the end': {
    files: { 'src /a.txt': '' },
    why: 'a dot or a space at the end',
  },
  'a name with a control sequence for the terminal': {
    files: { '\x1b[2Jdone': '' },
    why: 'it contains invisible characters',
  },
  'a name that is not UTF-8': {
    make: (dir) => writeFileSync(Buffer.concat([Buffer.from(`${dir}/`), Buffer.from([0xff])]), ''),
    why: 'is not UTF-8',
  },
  'a name that becomes too long': {
    files: { [`${'{{PROJECT_NAME}}'.repeat(10)}.txt`]: '' },
    args: ['--name', 'a'.repeat(40)],
    why: 'it is longer than 255 bytes',
  },
  'names that differ in case': {
    files: { 'README.txt': '', 'readme.txt': '' },
    why: 'many disks treat it as the same as',
  },
  'folders that differ in case': {
    files: { 'Src/a.ts': '', 'src/b.ts': '' },
    why: 'many disks treat it as the same as',
  },
  'names that differ only in the encoding of an accent': {
    files: { 'caf\u00e9.txt': '', 'cafe\u0301.txt': '' },
    why: 'many disks treat it as the same as',
  },
  'names that an answer makes equal': {
    files: { ...answering('kind', 'a'), 'a.txt': '', '{{KIND}}.txt': '' },
    why: 'two of its files have the same name in a project',
  },
  'a file where another layer has a folder': {
    files: { ...manifest({ extends: ['_layer'] }), 'docs/a.txt': '' },
    beside: { '_layer/layer.json': '{}', '_layer/docs': '' },
    why: 'many disks treat it as the same as docs',
  },
}

/** Names that git uses on some system, and folders that it treats as repositories. */
export const git: Readonly<Record<string, Attack>> = {
  'the folder .GIT': { files: { '.GIT/config': '' }, why: 'git would use it as its own folder' },
  'git’s short name on Windows': {
    files: { 'git~1/hooks/post-commit': '' },
    why: 'git would use it as its own folder',
  },
  'a .git with an invisible character': {
    files: { '.g\u200cit/config': '' },
    why: 'git would use it as its own folder',
  },
  'hooks in a .Git further down': {
    files: { 'packages/a/.Git/hooks/post-commit': '' },
    why: 'git would use it as its own folder',
  },
  'a .git that an answer produces': {
    files: { ...answering('tool', 'git'), '.{{TOOL}}/config': '' },
    why: 'git would use it as its own folder',
  },
  'a project that is a bare repository itself': {
    files: { HEAD: 'ref: refs/heads/main', 'objects/a': '', 'refs/a': '', config: '[core]' },
    why: 'git would use its folder as a repository',
  },
  'a bare repository in a folder': {
    files: { 'a/HEAD': 'ref: refs/heads/main', 'a/commondir': '../b', 'b/config': '[core]' },
    why: 'git would use its folder as a repository',
  },
  'a name that create-app reserves': {
    files: { '.create-app-abc123/owner.json': '{}' },
    why: 'create-app reserves such names for its own files',
  },
}
