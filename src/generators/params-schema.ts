import type { Generator, Param } from '../model/generated/generator.ts'

/** The JSON Schema of a generator's params, so that a program can call it. */
export function paramsSchema({ id, description, params, types }: Generator): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: id,
    ...(description !== '' && { description }),
    type: 'object',
    properties: Object.fromEntries(params.map((param) => [param.name, schemaOf(param, types)])),
    required: params.filter((param) => param.default === undefined).map(({ name }) => name),
    additionalProperties: false,
  }
}

/** `<name>:<type>` with choices, marks and a default; of a known type, if the generator has a table of them. */
function itemPattern(types: Generator['types']): string {
  const known = Object.keys(types).map((type) => (type === 'Model' ? '[A-Z]\\w*' : type))
  const type = known.length === 0 ? '[A-Za-z]\\w*' : known.join('|')
  const isOptional = known.length === 0 ? '?' : ''
  return `^[A-Za-z][\\w-]*(?::(?:${type})(?:\\([A-Za-z]\\w*(?:,[A-Za-z]\\w*)*\\))?[?!]{0,2})${isOptional}(?:=.*)?$`
}

function schemaOf(
  { type, question, choices, default: value, folders = true }: Param,
  types: Generator['types'],
): object {
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
      return {
        type: 'string',
        pattern: namePattern(folders, value === ''),
        ...described,
        ...(value !== undefined && { default: value }),
      }
    case 'list':
      return { type: 'array', items: { type: 'string', pattern: itemPattern(types) }, ...described }
    case 'text':
      return { type: 'string', ...described, ...(value !== undefined && { default: value }) }
  }
}

function namePattern(folders: boolean, isOptional: boolean): string {
  const name = `[A-Za-z][\\w-]*${folders ? '(?:/[A-Za-z][\\w-]*)*' : ''}`
  return isOptional ? `^(?:${name})?$` : `^${name}$`
}
