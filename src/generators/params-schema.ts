import type { Generator, Param } from '../model/generated/generator.ts'

/** The JSON Schema of a generator's params, so that a program can call it. */
export function paramsSchema({ id, description, params }: Generator): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: id,
    ...(description !== '' && { description }),
    type: 'object',
    properties: Object.fromEntries(params.map((param) => [param.name, schemaOf(param)])),
    required: params.filter((param) => param.default === undefined).map(({ name }) => name),
    additionalProperties: false,
  }
}

function schemaOf({ type, question, choices, default: value }: Param): object {
  const described = { description: question }
  switch (type) {
    case 'boolean':
      return {
        type: 'boolean',
        ...described,
        ...(value !== undefined && { default: value === 'true' }),
      }
    case 'choice':
      return { enum: choices, ...described, ...(value !== undefined && { default: value }) }
    case 'name':
      return { type: 'string', pattern: '^[A-Za-z][\\w-]*(?:/[A-Za-z][\\w-]*)*$', ...described }
    case 'list':
      return { type: 'array', items: { type: 'string' }, ...described }
    case 'text':
      return { type: 'string', ...described, ...(value !== undefined && { default: value }) }
  }
}
