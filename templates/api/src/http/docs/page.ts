import type { OpenApiDocument, Operation, Parameter, Schema } from '../openapi.ts';

/** An OpenAPI document as one page of HTML. */
export function docsPage({ info, paths, components }: OpenApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = new Set(operations.flatMap(({ operation }) => operation.tags));
  const title = escapeHtml(info.title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} API</title>
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<header>
<h1>${title} API</h1>
<p>Version ${escapeHtml(info.version)} · <a href="/openapi.json">OpenAPI document</a></p>
</header>
<main>
${[...tags]
  .map((tag) => {
    const tagged = operations.filter(({ operation }) => operation.tags.includes(tag));
    return `<section><h2>${escapeHtml(tag)}</h2>${tagged.map(operationEntry).join('')}</section>`;
  })
  .join('\n')}
<section><h2>Schemas</h2>${Object.entries(components.schemas).map(schemaEntry).join('')}</section>
</main>
</body>
</html>
`;
}

type Entry = { path: string; method: string; operation: Operation };

function operationEntry({ path, method, operation }: Entry) {
  const { operationId, summary, parameters = [], requestBody, responses } = operation;
  const rows = Object.entries(responses).map(([status, { description, content }]) => [
    code(status),
    escapeHtml(description),
    contentLink(content),
  ]);
  return `<details id="${escapeHtml(operationId)}">
<summary><b class="${method}">${method.toUpperCase()}</b> <code>${escapeHtml(path)}</code> ${escapeHtml(summary)}</summary>
${parameters.length > 0 ? table(['Parameter', 'In', 'Type', ''], parameters.map(parameterRow)) : ''}
${requestBody ? `<p>Body: ${contentLink(requestBody.content)}</p>` : ''}
${table(['Status', 'Meaning', 'Body'], rows)}
</details>`;
}

function parameterRow({ name, in: place, required, description = '', schema }: Parameter) {
  const marked = `${code(name)}${required ? ' *' : ''}`;
  return [marked, escapeHtml(place), typeOf(schema), escapeHtml(description)];
}

function schemaEntry([name, schema]: [string, Schema]) {
  const rows = Object.entries(schema.properties ?? {}).map(([field, property]) => {
    const { description = '' } = property as Schema;
    const required = schema.required?.includes(field) ? ' *' : '';
    return [`${code(field)}${required}`, typeOf(property as Schema), escapeHtml(description)];
  });
  return `<details id="${escapeHtml(name)}"><summary><code>${escapeHtml(name)}</code> ${escapeHtml(
    schema.description ?? '',
  )}</summary>${table(['Field', 'Type', ''], rows)}</details>`;
}

function typeOf(schema: Schema): string {
  if (schema.$ref) return referenceLink(schema.$ref);
  if (schema.enum) {
    const values = schema.enum.map((value) => code(JSON.stringify(value)));
    return `${values.join(' or ')}${escapeHtml(fallback(schema))}`;
  }
  if (schema.anyOf) return schema.anyOf.map((part) => typeOf(part as Schema)).join(' or ');
  if (schema.type === 'array') return `list of ${typeOf((schema.items ?? {}) as Schema)}`;
  const types = [schema.type ?? 'any'].flat().join(' or ');
  return escapeHtml([schema.format ?? types, limits(schema), fallback(schema)].join(''));
}

function limits({ minimum, maximum, minLength, maxLength }: Schema) {
  const [least, most] = [minimum ?? minLength, maximum ?? maxLength];
  if (least === undefined && most === undefined) return '';
  const unit = maxLength === undefined && minLength === undefined ? '' : ' characters';
  if (least === undefined) return `, at most ${most}${unit}`;
  return most === undefined ? `, at least ${least}${unit}` : `, ${least} to ${most}${unit}`;
}

function fallback(schema: Schema) {
  return schema.default === undefined ? '' : `, else ${JSON.stringify(schema.default)}`;
}

function contentLink(content: Operation['responses'][string]['content'] = {}) {
  return Object.values(content)
    .map(({ schema }) => referenceLink(schema.$ref))
    .join(' ');
}

function referenceLink(reference: string) {
  const name = escapeHtml(reference.split('/').at(-1) ?? '');
  return `<a href="#${name}">${name}</a>`;
}

function table(head: string[], rows: string[][]) {
  const row = (cells: string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${row(head, 'th')}</thead><tbody>${rows
    .map((cells) => row(cells, 'td'))
    .join('')}</tbody></table>`;
}

function code(text: string) {
  return `<code>${escapeHtml(text)}</code>`;
}

function escapeHtml(text: string) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
