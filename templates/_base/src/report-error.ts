/** Called with every error that nobody planned for. It does nothing until monitoring is added. */
export function reportError(_error: unknown, _context: Record<string, unknown> = {}): void {}
