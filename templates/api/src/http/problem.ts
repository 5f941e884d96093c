import { STATUS_CODES } from 'node:http';
import type { Response } from 'express';
import * as z from 'zod';

/** An error as RFC 9457 describes it. */
export const ProblemDetails = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().optional(),
    instance: z.string(),
    requestId: z.string(),
    errors: z
      .array(
        z.object({
          in: z.enum(['params', 'query', 'body']),
          path: z.string(),
          message: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'An error (RFC 9457)' });

export type ProblemDetails = z.output<typeof ProblemDetails>;

type Explanation = Pick<ProblemDetails, 'detail' | 'errors'> & { cause?: unknown };

/** Throw it anywhere in a route or a service: the error handler sends it as the response. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly explanation: Pick<ProblemDetails, 'detail' | 'errors'>;

  constructor(
    readonly status: number,
    { cause, ...explanation }: Explanation = {},
  ) {
    super(explanation.detail ?? STATUS_CODES[status], { cause });
    this.explanation = explanation;
  }
}

export function sendProblem(response: Response, { status, explanation }: Problem) {
  const { req: request } = response;
  const details: ProblemDetails = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    ...explanation,
    instance: request.originalUrl.split('?', 1).join(''),
    requestId: String(request.id),
  };
  response.status(status).type('application/problem+json').send(JSON.stringify(details));
}
