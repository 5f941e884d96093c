import { endpoint } from '../../http/endpoint.ts';
import { Create{{name|pascal}}, List{{name|plural|pascal}}, {{name|pascal}}, {{name|pascal}}Id, {{name|pascal}}Page, Update{{name|pascal}} } from './schema.ts';
import { create{{name|plural|pascal}}Service } from './service.ts';

export const {{name|camel}}Endpoints = [
  endpoint({
    method: 'get',
    path: '/api/v1/{{name|plural|kebab}}',
    operationId: 'list{{name|plural|pascal}}',
    summary: 'List {{name|plural|words}}',
    tag: '{{name|plural|kebab}}',
    query: List{{name|plural|pascal}},
    success: { status: 200, description: 'A page of {{name|plural|words}}, the newest first', schema: {{name|pascal}}Page },
    handle: ({ query, context }) => create{{name|plural|pascal}}Service(context).list(query),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/{{name|plural|kebab}}',
    operationId: 'create{{name|pascal}}',
    summary: 'Create {{name|words}}',
    tag: '{{name|plural|kebab}}',
    body: Create{{name|pascal}},
    success: { status: 201, description: 'The {{name|words}}, at its Location', schema: {{name|pascal}} },
    {{#has fields.unique}}
    problems: [409],
    {{/has}}
    async handle({ body, context, response }) {
      const {{name|camel}} = await create{{name|plural|pascal}}Service(context).create(body);
      response.location(`/api/v1/{{name|plural|kebab}}/${ {{name|camel}}.id}`);
      return {{name|camel}};
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/{{name|plural|kebab}}/:id',
    operationId: 'get{{name|pascal}}',
    summary: 'Read {{name|words}}',
    tag: '{{name|plural|kebab}}',
    params: {{name|pascal}}Id,
    success: { status: 200, description: 'The {{name|words}}', schema: {{name|pascal}} },
    problems: [404],
    handle: ({ params, context }) => create{{name|plural|pascal}}Service(context).get(params.id),
  }),
  endpoint({
    method: 'patch',
    path: '/api/v1/{{name|plural|kebab}}/:id',
    operationId: 'update{{name|pascal}}',
    summary: 'Change {{name|words}}',
    tag: '{{name|plural|kebab}}',
    params: {{name|pascal}}Id,
    body: Update{{name|pascal}},
    success: { status: 200, description: 'The {{name|words}} as it is now', schema: {{name|pascal}} },
    problems: [404{{#has fields.unique}}, 409{{/has}}],
    handle: ({ params, body, context }) => create{{name|plural|pascal}}Service(context).update(params.id, body),
  }),
  endpoint({
    method: 'delete',
    path: '/api/v1/{{name|plural|kebab}}/:id',
    operationId: 'delete{{name|pascal}}',
    summary: 'Delete {{name|words}}',
    tag: '{{name|plural|kebab}}',
    params: {{name|pascal}}Id,
    success: { status: 204, description: 'It is gone' },
    problems: [404, 409],
    handle: ({ params, context }) => create{{name|plural|pascal}}Service(context).remove(params.id),
  }),
];
