import type { ExitCode } from '../../errors/exit-codes.ts'
import type { TemplateFlags, TemplateVerb } from '../../flags/flags.ts'
import type { Session } from '../session.ts'

/** What the authors of templates need, each verb loaded when it is asked for. */
export async function template(
  { verb, flags }: { readonly verb: TemplateVerb; readonly flags: TemplateFlags },
  session: Session,
): Promise<ExitCode> {
  switch (verb) {
    case 'init':
      return (await import('./template-init.ts')).init(flags, session)
    case 'lint':
      return (await import('./template-lint.ts')).lint(flags, session)
    case 'preview':
      return (await import('./template-preview.ts')).preview(flags, session)
    case 'test':
      return (await import('./template-test.ts')).test(flags, session)
    case 'dev':
      return (await import('./template-dev.ts')).dev(flags, session)
  }
}
