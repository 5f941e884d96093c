/**
 * Finds what looks like a rename in a migration, and describes each in a sentence. A schema does not record renames, so
 * the engine drops the old name, with its data, and adds the new one.
 * @param forward the migration
 * @param backward the migration that undoes it: it adds what `forward` drops
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
    // If no cast leads to its new type, the engine drops a column and adds it again.
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

/** The engine writes the table in the first line of a statement, and each column on a line of its own. */
function addedColumns(sql: string) {
  let table = '';
  return sql.split('\n').flatMap((line) => {
    table = ALTER.exec(line)?.[1] ?? table;
    const [, name, type] = ADD.exec(line) ?? [];
    return name ? { table, name, type: type?.replace('"public".', '') } : [];
  });
}
