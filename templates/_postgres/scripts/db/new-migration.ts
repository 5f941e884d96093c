import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../src/db/migrate.ts';
import { type SchemaEngine, withSchemaEngine } from './schema-engine/engine.ts';
import {
  type Folders,
  filters,
  PROJECT,
  readMigrations,
  readSchema,
} from './schema-engine/input.ts';
import { findRenames } from './schema-engine/renames.ts';

export type NewMigration = {
  name: string;
  /** Apply the migration although it deletes data. */
  force?: boolean;
  /** Write the migration, even an empty one, and do not apply it. */
  createOnly?: boolean;
  folders?: Folders;
  log?: (line: string) => void;
};

type Input = Awaited<ReturnType<typeof readInput>>;

/**
 * Writes the migration that is missing between the existing migrations and the schema, and applies it, as
 * `prisma migrate dev` does. A migration that is refused or fails leaves no file behind.
 */
export async function createMigration(url: string, options: NewMigration): Promise<void> {
  const { name, force, createOnly = false, folders = PROJECT, log = console.log } = options;
  if (!/^[\w-]{1,100}$/.test(name)) {
    throw new Error('A name has letters, digits, - and _ only: --name add-orders');
  }
  await withSchemaEngine(url, async (engine) => {
    const input = await readInput(folders);
    await checkHistory(engine, input);
    const pending = await migrate(url, folders.migrations);
    for (const directory of pending) log(`Applied ${directory}`);
    // The engine remembers what it saw here, and the next steps need its current state.
    if (pending.length > 0) await checkHistory(engine, input);

    const { directory, script } = await writeScript(engine, input, { name, draft: createOnly });
    const { impossible, losses, notes } = await examine(engine, input, script);
    if (!createOnly) refuseIf(impossible, FOR_THE_IMPOSSIBLE);
    if (!createOnly && !force) refuseIf(losses, FOR_LOSSES);
    for (const line of [...impossible, ...losses, ...notes]) log(line);

    const file = join(folders.migrations, directory, 'migration.sql');
    await mkdir(join(folders.migrations, directory));
    await writeFile(file, script);
    if (createOnly) return log(`Wrote ${file}\n${AFTER_A_DRAFT}`);
    await apply(url, folders, directory);
    log(`Wrote and applied ${file}`);
  });
}

async function readInput(folders: Folders) {
  const schema = await readSchema(folders);
  return { schema, migrationsList: await readMigrations(folders), filters };
}

/** The database must be in the state that the migrations make, or the new migration would include the difference. */
async function checkHistory(engine: SchemaEngine, { migrationsList }: Input) {
  const { action } = await engine.devDiagnostic({ migrationsList, filters });
  if (action.tag === 'reset') refuseIf([action.reason], FOR_HISTORY);
}

async function writeScript(
  engine: SchemaEngine,
  input: Input,
  { name, draft }: { name: string; draft: boolean },
) {
  // As Prisma names it.
  const migrationName = name.replaceAll('-', '_');
  const created = await engine.createMigration({ ...input, migrationName, draft });
  if (created.migrationScript === null) throw new Error(UNCHANGED);
  return { directory: created.generatedMigrationName, script: created.migrationScript };
}

/** What the migration would do to existing rows. */
async function examine(engine: SchemaEngine, input: Input, script: string) {
  const { unexecutableSteps, warnings } = await engine.evaluateDataLoss(input);
  const messages = warnings.map(({ message }) => message);
  const undo = await engine.diff({
    from: { tag: 'schemaDatamodel', ...input.schema },
    to: { tag: 'schemaDatasource', ...input.schema, configDir: '.' },
    script: true,
    exitCode: null,
    filters,
  });
  return {
    impossible: unexecutableSteps.map(({ message }) => message),
    losses: [...findRenames(script, undo.stdout ?? ''), ...messages.filter((text) => !fails(text))],
    notes: messages.filter(fails),
  };
}

/** A migration that may fail, for example on duplicates, loses no data: PostgreSQL undoes it. */
function fails(warning: string) {
  return warning.endsWith('this will fail.');
}

/** Applies the new migration. Nobody else has it yet, so it is removed if it fails. */
async function apply(url: string, { migrations }: Folders, directory: string) {
  try {
    await migrate(url, migrations);
  } catch (error) {
    await rm(join(migrations, directory), { recursive: true });
    await forget(url, directory);
    throw error;
  }
}

async function forget(connectionString: string, directory: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(
    'DELETE FROM "_prisma_migrations" WHERE migration_name = $1 AND finished_at IS NULL',
    [directory],
  );
  await client.end();
}

function refuseIf(reasons: string[], remedy: string) {
  if (reasons.length > 0) throw new Error([...reasons, remedy].join('\n'));
}

const UNCHANGED =
  'The schema has not changed. Change a file in prisma/schema, or add --create-only to write SQL of your own.';
const AFTER_A_DRAFT = 'Edit it now: the next {{RUN}} dev or {{RUN}} db:deploy applies it.';
const FOR_HISTORY =
  'Restore the migrations, undo manual changes of the database, or run {{RUN}} db:reset, which deletes all data.';
const FOR_THE_IMPOSSIBLE =
  'Add a default or make the column optional, or add --create-only and fill the column in the SQL.';
const FOR_LOSSES = 'To delete this data, add --force.';
