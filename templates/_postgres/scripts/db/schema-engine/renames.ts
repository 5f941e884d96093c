/**
 * Finds what looks like a rename in a migration, and says so in a sentence each. A schema does not say where a name
 * comes from, so the engine drops the old name, with its data, and adds the new one.
 * @param forward the migration
 * @param backward the migration that undoes it: it adds what the other one drops
 */
export function findRenames(forward: string, backward: string): string[] {
  return [...renamedTables(forward, backward), ...renamedColumns(forward, backward)];
}

function renamedTables(forward: string, backward: string) {
  const [created] = createdTables(forward);
  if (!created) return [];
  return createdTables(backward).map(
    (dropped) =>
      `The table "${dropped}" is dropped and "${created}" is created. If that is a rename, keep the table with @@map("${dropped}"), or write ALTER TABLE "${dropped}" RENAME TO "${created}" yourself (--create-only).`,
  );
}

function renamedColumns(forward: string, backward: string) {
  const added = addedColumns(forward);
  return addedColumns(backward).flatMap((dropped) => {
    const { table, name } = dropped;
    const others = added.filter((column) => column.table === table);
    // The engine drops a column and adds it again when no cast leads to its new type.
    if (others.some((column) => column.name === name)) return [];
    const like = others.find(({ type }) => type === dropped.type);
    if (!like) return [];
    return `The column "${name}" of "${table}" is dropped and "${like.name}" is added. If that is a rename, keep the column with @map("${name}"), or write ALTER TABLE "${table}" RENAME COLUMN "${name}" TO "${like.name}" yourself (--create-only).`;
  });
}

const CREATE = /^CREATE TABLE (?:"[^"]+"\.)?"([^"]+)"/gm;
const ALTER = /^ALTER TABLE (?:"[^"]+"\.)?"([^"]+)"/;
const ADD = /ADD COLUMN\s+"([^"]+)" (.+?)(?: NOT NULL| DEFAULT|[,;]?$)/;

function createdTables(sql: string) {
  return [...sql.matchAll(CREATE)].flatMap(([, table]) => table ?? []);
}

/** The engine names the table in the first line of a statement, and begins a line for each column. */
function addedColumns(sql: string) {
  let table = '';
  return sql.split('\n').flatMap((line) => {
    table = ALTER.exec(line)?.[1] ?? table;
    const [, name, type] = ADD.exec(line) ?? [];
    return name ? { table, name, type: type?.replace('"public".', '') } : [];
  });
}
