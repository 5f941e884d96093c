import { expect, it } from 'vitest';
import { withSchemaEngine } from '../../scripts/db/schema-engine/engine.ts';
import { filters, PROJECT, readSchema } from '../../scripts/db/schema-engine/input.ts';
import { useDatabase } from '../../test/database/use-database.ts';

const database = useDatabase();

it('the migrations make the database that the schema describes', async () => {
  const schema = await readSchema(PROJECT);
  const { exitCode, stdout } = await withSchemaEngine(database.url, (engine) =>
    engine.diff({
      from: { tag: 'schemaDatasource', ...schema, configDir: '.' },
      to: { tag: 'schemaDatamodel', ...schema },
      script: false,
      exitCode: true,
      filters,
    }),
  );
  expect(exitCode, `Run db:migrate. The schema differs from the migrations:\n${stdout}`).toBe(0);
});
