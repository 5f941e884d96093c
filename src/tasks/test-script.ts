/**
 * Why a script cannot test a project: it is npm's placeholder for a missing test, or it waits for changes, which never
 * ends, whether CI is set or not. Undefined when nothing of that is seen. It continues `the script "test"`.
 */
export function testScriptProblem(script: string): string | undefined {
  if (isPlaceholder(script)) return 'is the one that npm init writes'
  return commandsIn(script).some(watches) ? 'watches for changes' : undefined
}

function isPlaceholder(script: string): boolean {
  return /^echo\s+\\?(["'])Error: no test specified\\?\1\s*&&\s*exit 1$/.test(script.trim())
}

function commandsIn(script: string): readonly (readonly string[])[] {
  return script.split(/&&|\|\||[;|&]/).map((command) => command.trim().split(/\s+/))
}

/** `vitest` alone watches only at a terminal outside of CI, where create-app never runs it. */
function watches(words: readonly string[]): boolean {
  if (words.includes('nodemon')) return true
  const vitest = words.indexOf('vitest')
  if (vitest !== -1 && /^(?:watch|dev|-w)$/.test(words[vitest + 1] ?? '')) return true
  return words.some((word) => /^--watch(?:All)?(?:=true)?$/.test(word))
}
