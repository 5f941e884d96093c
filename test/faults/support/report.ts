/** The commands that a report says are left to type. */
export function commandsLeft(report: string): readonly string[] {
  const [, list = ''] = report.split('To finish, run:')
  return list.match(/(?<=^ {4})\S.*/gm) ?? []
}
