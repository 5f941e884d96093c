import { expect, it } from 'vitest';
import { Create{{name|pascal}} } from './schema.ts';

const {{name|camel}} = {
  {{#fields}}
  {{field.key}}: {{field.one}},
  {{/fields}}
};

it('takes every field', () => {
  expect(Create{{name|pascal}}.parse({{name|camel}})).toEqual({{name|camel}});
});
{{#first fields.text}}

it('trims text', () => {
  const padded = { ...{{name|camel}}, {{field.key}}: `  ${ {{name|camel}}.{{field.key}}}  ` };
  expect(Create{{name|pascal}}.parse(padded)).toEqual({{name|camel}});
});
{{/first}}

it.each([
  {{#fields}}
  ['{{field.key}}', {{field.bad}}],
  {{/fields}}
])('refuses a %s that is %j', (key, value) => {
  const { error } = Create{{name|pascal}}.safeParse({ ...{{name|camel}}, [key]: value });
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([key]);
});
