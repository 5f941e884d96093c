import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, it } from 'vitest'
import { committedProject, run, tryRun } from '../support/committed-project.ts'
import { isLong } from '../support/sampled.ts'

/** Only Linux can take the network away, and only from a user that may. */
const { exitCode: cannotIsolate } = await execa('unshare', ['-n', 'true'], { reject: false })

/** They install a project and start its private PostgreSQL several times. */
const timeout = 900_000

it.runIf(isLong && cannotIsolate === 0).each(['api', 'fullstack'])(
  'db:migrate of %s works without a network, and refuses what would fail or lose data',
  async (template) => {
    const project = await committedProject(template)
    await run(project, ...offline('npm run db:deploy && npm run db:seed'))

    await edit(project, (text) =>
      text
        .replace('  finished\n', '  finished\n  dropped\n')
        .replace('  notes ', `  pages Int?\n${PLACE_OF_A_BOOK}\n  notes `),
    )
    await writeFile(join(project, 'prisma/schema/place.prisma'), PLACE)
    await run(project, ...migrate('add-places'))
    const sql = await lastMigration(project)
    expect(sql).toContain(`ALTER TYPE "book_status" ADD VALUE 'dropped'`)
    expect(sql).toMatch(/ADD COLUMN +"pages" INTEGER/)
    expect(sql).toMatch(/FOREIGN KEY \("place_id"\) REFERENCES "places"\("id"\)/)
    const client = await readFile(join(project, 'src/generated/prisma/enums.ts'), 'utf8')
    expect(client).toContain('dropped')

    expect(await refusal(project)).toContain('The schema has not changed.')

    const restore = await edit(project, (text) => text.replace('pages Int?', 'pages Int'))
    expect(await refusal(project)).toMatch(/`pages`.* 24 /)
    await restore()

    await edit(project, (text) => text.replace('pages Int?', 'length Int?'))
    expect(await refusal(project)).toContain('RENAME COLUMN "pages" TO "length"')
  },
  timeout,
)

const PLACE_OF_A_BOOK = `  place Place? @relation(fields: [placeId], references: [id])
  placeId String? @map("place_id") @db.Uuid`

const PLACE = `model Place {
  id    String @id @default(uuid(7)) @db.Uuid
  name  String @unique
  books Book[]

  @@map("places")
}
`

/** A line of a shell, run where no other interface than loopback is there. */
function offline(line: string): [string, ...string[]] {
  return ['unshare', '-n', 'sh', '-c', `ip link set lo up && ${line}`]
}

function migrate(name: string) {
  return offline(`npm run db:migrate -- --name ${name}`)
}

/** What a migration prints that leaves no file behind. */
async function refusal(project: string): Promise<string> {
  const before = await migrationNames(project)
  const { output, exitCode } = await tryRun(project, ...migrate('refused'))
  expect(exitCode, output).toBe(1)
  expect(await migrationNames(project)).toEqual(before)
  return output
}

/** Changes the schema, and returns how to change it back. */
async function edit(project: string, change: (text: string) => string) {
  const path = join(project, 'prisma/schema/book.prisma')
  const before = await readFile(path, 'utf8')
  const after = change(before)
  expect(after).not.toBe(before)
  await writeFile(path, after)
  return () => writeFile(path, before)
}

async function lastMigration(project: string): Promise<string> {
  const name = (await migrationNames(project)).at(-1) ?? ''
  return readFile(join(project, 'prisma/migrations', name, 'migration.sql'), 'utf8')
}

async function migrationNames(project: string): Promise<readonly string[]> {
  const names = await readdir(join(project, 'prisma/migrations'))
  return names.filter((name) => !name.endsWith('.toml')).sort()
}
