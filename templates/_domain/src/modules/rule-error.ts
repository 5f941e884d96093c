export type Issue = { path: string; message: string };

/** Input that breaks a rule of the domain: it is invalid, or it conflicts with stored data. */
export class RuleError extends Error {
  override readonly name = 'RuleError';

  constructor(
    readonly kind: 'invalid' | 'conflict',
    readonly issues: readonly Issue[],
  ) {
    super(issues.map(({ path, message }) => `${path}: ${message}`).join('; '));
  }
}
