/** A way to break the program, as edits to its source. */
export type Mutant = {
  readonly name: string
  readonly edits: readonly {
    readonly file: string
    readonly from: string
    readonly to: string
  }[]
  /** Arguments for Vitest, where the short form of a family finds the mutant only by chance. */
  readonly search?: readonly string[]
}

/** The mutants that the fault suite must detect. Each compiles: `void` marks what is no longer used. */
export const mutants: readonly Mutant[] = [
  {
    name: 'writes straight into the target',
    edits: [
      {
        file: 'src/apply/apply-files.ts',
        from: `await writeAll(files, changes, signal)
      await moveTo(files, target, changes)`,
        to: `await fs.ensureDir(target.dir)
      await writeAll(target.dir, changes, signal)
      void [files, moveTo]`,
      },
      {
        file: 'src/apply/apply-files.ts',
        from: `await writeAll(stage.files, changes, signal)
    await moveIn(target.dir, stage, plan, signal)`,
        to: `await writeAll(target.dir, changes, signal)
    void [stage, moveIn]`,
      },
    ],
  },
  {
    name: 'leaves its stage',
    edits: [
      {
        file: 'src/apply/in-stage.ts',
        from: 'await fs.remove(stage.dir).catch(() => {})',
        to: 'void stage',
      },
    ],
  },
  {
    name: 'does not undo the journal of a killed run',
    edits: [
      {
        file: 'src/apply/recover.ts',
        from: 'await putBack(dir, leftovers)',
        to: 'void putBack',
      },
    ],
  },
  {
    name: 'swallows the exit code of the install',
    edits: [
      {
        file: 'src/apply/tasks/run-tasks.ts',
        from: 'runs.filter(({ exitCode }) => exitCode !== 0)',
        to: "runs.filter(({ exitCode }) => exitCode !== 0 && task.id !== 'install')",
      },
    ],
  },
  {
    name: 'sends no SIGKILL to processes that a task leaves behind',
    search: ['test/faults/programs.test.ts', '-t', 'that ignores SIGTERM'],
    edits: [
      {
        file: 'src/exec.ts',
        from: `group.signal('SIGKILL')
        process.exit(`,
        to: 'process.exit(',
      },
    ],
  },
  {
    name: 'ends with an exit code instead of the signal',
    edits: [{ file: 'src/cli/run.ts', from: 'io.kill(io.pid, stopped)', to: 'void stopped' }],
  },
]

/**
 * Applies a mutant's edits to the source.
 * @throws when the source does not contain an edit's text exactly once: update the mutant.
 */
export function mutate(
  { name, edits }: Mutant,
  read: (file: string) => string,
): ReadonlyMap<string, string> {
  const mutated = new Map<string, string>()
  for (const { file, from, to } of edits) {
    const source = mutated.get(file) ?? read(file)
    const parts = source.split(from)
    if (parts.length !== 2) {
      throw new Error(
        `The mutant "${name}" no longer applies to ${file}: update scripts/mutants.ts.`,
      )
    }
    mutated.set(file, parts.join(to))
  }
  return mutated
}
