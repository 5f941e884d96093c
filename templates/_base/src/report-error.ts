/** Called with every error that nobody expected. Does nothing until a monitoring service is connected here. */
export function reportError(_error: unknown, _context: Record<string, unknown> = {}): void {}
