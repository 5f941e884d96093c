/** Called with every unexpected error. It does nothing until you add monitoring. */
export function reportError(_error: unknown, _context: Record<string, unknown> = {}): void {}
