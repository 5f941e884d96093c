/** The remaining commands that a report lists. */
export function commandsLeft(report: string): readonly string[] {
  const [, list = ''] = report.split('To finish, run:')
  return list.match(/(?<=^ {4})\S.*/gm) ?? []
}
