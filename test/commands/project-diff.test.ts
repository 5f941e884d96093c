import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/folders.ts'
import { runProgram } from '../support/program.ts'
import { sampleTests } from '../support/sampled.ts'
import { git, lines, type MadeProject, madeProject } from '../support/updating.ts'

sampleTests(1 / 2)

const files = {
  ...{ 'plain/a.txt': lines(), 'plain/away.txt': '1\n', 'plain/run.sh': 'echo\n' },
  ...{ 'plain/moved.txt': lines({ 1: 'moved' }), 'plain/with space.txt': '1\n' },
  ...{ 'plain/m4â4ñ4a.txt': '1\n', "plain/it's [x] $b.txt": '1\n', 'plain/end.txt': '1\n2' },
  ...{ 'plain/src/b.txt': '1\n', 'plain/empty.txt': '' },
}

/** git quotes such a path in a patch. */
const moved = 'new place/m\t"x" \\ y.txt'

async function edited(): Promise<MadeProject> {
  const project = await madeProject({ before: files, after: files })
  await project.remove('away.txt')
  await mkdir(join(project.dir, 'new place'))
  await project.git('mv', 'moved.txt', moved)
  await project.write({
    ...{ 'a.txt': lines({ 2: 'mine', 11: '' }), 'with space.txt': '2\n', 'm4â4ñ4a.txt': '' },
    ...{ "it's [x] $b.txt": 'x', 'end.txt': '1\n2\n', 'src/b.txt': '2\n', 'empty.txt': '1' },
    ...{ [moved]: lines({ 1: 'moved', 5: 'mine' }), 'own.txt': 'own\n' },
  })
  await chmod(join(project.dir, 'src/b.txt'), 0o755)
  return project
}

describe('diff', () => {
  it('prints a patch that git takes back, to what was made', async () => {
    const project = await edited()
    await project.commit()
    const { stdout, exitCode } = await project.run('diff')
    expect(exitCode).toBe(0)
    expect(stdout).not.toContain('own.txt')
    const patch = join(await temporaryFolder(), 'changes.patch')
    await project.write({ 'changes.patch': stdout })
    await project.sh(`mv changes.patch ${patch}`)
    await project.git('apply', '--reverse', patch)
    const first = await project.git('rev-list', '--max-parents=0', 'HEAD')
    await project.git('add', '--all')
    expect(await project.git('diff', '--cached', '--name-only', first.trim())).toBe('own.txt\n')
  })

  it('counts lines with --stat, and has each file with its patch in --json', async () => {
    const project = await edited()
    const { stdout } = await project.run('diff', '--stat')
    for (const line of [
      /^a\.txt +\+2 -2$/m,
      /^away\.txt +\+0 -1 {2}deleted$/m,
      /^new place\/m\t"x" \\ y\.txt +\+1 -1 {2}moved from moved\.txt$/m,
      /^9 files$/m,
    ]) {
      expect(stdout).toMatch(line)
    }
    const document = JSON.parse((await project.run('diff', '--json')).stdout)
    expect(document).toMatchObject({ schema: 'create-app/diff@1', projectDir: project.dir })
    const found = document.files.find(({ from }: { from: string | null }) => from === 'moved.txt')
    expect(found).toMatchObject({
      path: moved,
      kind: 'changed',
      added: 1,
      removed: 1,
    })
    expect(found.patch).toContain('+mine')
  })

  it('shows one file or folder, typed from where the person is', async () => {
    const project = await edited()
    const shown = async (...args: readonly string[]) => {
      const { stdout } = await project.run('diff', ...args, '--stat')
      return stdout.split('\n').flatMap((line) => /^(\S.*?) {2,}[+b]/.exec(line)?.[1] ?? [])
    }
    expect(await shown('.', 'src')).toEqual(['src/b.txt'])
    expect(await shown('src/')).toEqual(['src/b.txt'])
    expect(await shown('.', './src/b.txt')).toEqual(['src/b.txt'])
    expect(await shown('b.txt', '--cwd', 'src')).toEqual(['src/b.txt'])
    expect(await shown('.', 'away.txt')).toEqual(['away.txt'])
    expect(await shown('.', 'moved.txt')).toEqual([moved])
    const { exitCode, stderr } = await project.run('diff', '.', 'own.txt')
    expect([exitCode, stderr.includes('own.txt')]).toEqual([2, true])
  })

  it('says that nothing has been changed, and needs no repository', async () => {
    const project = await madeProject({ template: 'tiny', git: false })
    const { stdout, exitCode } = await project.run('diff')
    expect([stdout, exitCode]).toEqual(['Nothing has been changed.\n', 0])
    expect(JSON.parse((await project.run('diff', '--json')).stdout).files).toEqual([])
  })

  it('compares with what was made, not with the newer template', async () => {
    const project = await madeProject({
      before: { 'plain/a.txt': '1\n' },
      after: { 'plain/a.txt': '2\n', 'plain/new.txt': '1\n' },
    })
    expect((await project.run('diff')).stdout).toBe('Nothing has been changed.\n')
    await project.update()
    expect((await project.run('diff')).stdout).toBe('Nothing has been changed.\n')
  })

  it('names a binary file without its content', async () => {
    const bytes = { 'plain/a.bin': Buffer.from([0, 1, 2, 255]) }
    const project = await madeProject({ before: bytes, after: bytes })
    await project.write({ 'a.bin': Buffer.from([0, 9, 9, 255]) })
    expect((await project.run('diff')).stdout).toBe(
      'diff --git a/a.bin b/a.bin\nBinary files a/a.bin and b/a.bin differ\n',
    )
    expect((await project.run('diff', '--stat')).stdout).toContain('a.bin  binary')
  })

  it('says what is wrong where what was made cannot be rebuilt', async () => {
    const project = await madeProject()
    const record = await project.read('.create-app.json')
    await project.write({ '.create-app.json': record.replace('"2.9.0"', '"2.8.0"') })
    const { exitCode, stderr } = await project.run('diff', '--offline')
    expect(exitCode).not.toBe(0)
    expect(stderr).toContain('create-app@2.8.0')
    const other = await temporaryFolder()
    await git(other, 'init', '--quiet')
    expect((await runProgram(['diff'], { cwd: other })).exitCode).toBe(2)
  })
})
