import { EditError } from '../../errors/edit-error.ts'
import { mergeNodes } from '../layout/merge-nodes.ts'
import { mergeImports } from './imports.ts'
import type { ConfigModule } from './module-layout.ts'

/** Merges one config module over another. Returns `earlier` itself when nothing changes. */
export function mergeModules(earlier: ConfigModule, later: ConfigModule): ConfigModule {
  const imports = mergeImports(earlier.imports, later.imports)
  const root = mergeNodes(earlier.root, later.root, RULES)
  const { opening, closing } = shapeOf(earlier, later)
  const lead = earlier.lead.length === 0 && later.lead.length > 0 ? later.lead : earlier.lead
  const isSame = imports === earlier.imports && root === earlier.root && lead === earlier.lead
  if (isSame && opening === earlier.opening && closing === earlier.closing) return earlier
  const merged = {
    ...earlier,
    imports,
    root,
    opening,
    closing,
    lead,
    lines: lead === earlier.lead ? earlier.lines : later.lines,
  }
  return earlier.imports.length === 0 && imports.length > 0 ? partImports(merged) : merged
}

const RULES = { nullRemoves: false, memberKeys: [], replace: [] }

function shapeOf(
  earlier: ConfigModule,
  later: ConfigModule,
): Pick<ConfigModule, 'opening' | 'closing'> {
  const [a, b] = [printShape(earlier), printShape(later)]
  if (a !== b && a !== PLAIN && b !== PLAIN) {
    throw new EditError(`The two configs have different forms: ${a} and ${b}`)
  }
  return a === PLAIN && b !== PLAIN ? later : earlier
}

const PLAIN = 'export default {…};'

// Its statements on one line, each with a semicolon.
function printShape({ opening, closing }: ConfigModule): string {
  const statements = `${opening}{…}${closing}`.split(/;?\s*\n\s*|;$/).filter(Boolean)
  return statements.map((statement) => `${statement};`).join(' ')
}

// A blank line separates the first imports of a module from the export.
function partImports(module: ConfigModule): ConfigModule {
  const [first, ...others] = module.lead
  return first === undefined
    ? { ...module, lines: 2 }
    : { ...module, lead: [{ ...first, lines: 2 }, ...others] }
}
