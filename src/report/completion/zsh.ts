import type { Offer, OfferedCommand, OfferedFlag, OfferedWord, Values } from './offer.ts'

/** For zsh with its own completion system, which is started if it is not running. */
export function zshScript({ commands, words, flags }: Offer): string {
  const last = Math.max(...words.map(({ position }) => position))
  const positions = Array.from({ length: last }, (_, index) => index + 1)
  return `#compdef create-app
# Completion of create-app. In ~/.zshrc: eval "$(create-app completion zsh)"

_create_app() {
  local curcontext=$curcontext state line
  local -A opt_args
  _arguments -s -S \\
${flags
  .flatMap(specs)
  .map((spec) => `    ${quote(spec)} \\`)
  .join('\n')}
    '1: :->first' \\
${positions.map((position) => `    '${position + 1}: :->after-${position}' \\`).join('\n')}
    '*: :->rest' && return
  case $state in
    first)
      local -a commands=(
${commands.map(described).join('\n')}
      )
      _describe -t commands command commands
      _path_files -/
      ;;
${positions.map((position) => branch(`after-${position}`, wordsAt(position, words))).join('\n')}
${branch(
  'rest',
  words.filter(({ repeats }) => repeats),
)}
  esac
}

_create_app_template() {
  local -a templates=(${flags.find(({ long }) => long === '--template')?.next.words.join(' ')})
  _describe -t templates template templates
  _path_files -/
}

if (( ! $+functions[compdef] )); then
  autoload -Uz compinit && compinit -i -D
fi
if [[ $funcstack[1] == _create_app ]]; then
  _create_app "$@"
else
  compdef _create_app create-app
fi
`
}

/** A flag in the syntax of _arguments: `(-t --template)--template=[what it does]:template:…`. */
function specs({
  family,
  long,
  short,
  about,
  takes,
  repeats,
  next,
}: OfferedFlag): readonly string[] {
  const before = repeats ? '*' : `(${family.join(' ')})`
  const text = `[${about.replaceAll(/[\\[\]]/g, '\\$&')}]`
  const what = `${long.slice(2)}:${action(long, next)}`
  if (takes === 'optional') return [`${before}${long}=-${text}::${what}`]
  const [value, after] = takes === 'value' ? [`:${what}`, ['+', '=']] : ['', ['', '']]
  const shortSpec = short === undefined ? [] : [`${before}${short}${after[0]}${text}${value}`]
  return [...shortSpec, `${before}${long}${after[1]}${text}${value}`]
}

function action(long: string, { words, paths }: Values): string {
  if (long === '--template') return '_create_app_template'
  if (words.length > 0) return `(${words.join(' ')})`
  if (paths === undefined) return ' '
  return paths === 'folder' ? '_path_files -/' : '_files'
}

function described({ name, about }: OfferedCommand): string {
  return `        ${quote(`${name}:${about.replaceAll(':', '\\:')}`)}`
}

function wordsAt(at: number, words: readonly OfferedWord[]): readonly OfferedWord[] {
  return words.filter(({ position, repeats }) => position === at || (repeats && position < at))
}

function branch(state: string, words: readonly OfferedWord[]): string {
  const offers = words.map(({ command, values }) => {
    const names = command.includes(' ') ? command.replace(' ', '\\ ') : `${command}\\ *`
    return `        ${names}) ${offer(values)} ;;`
  })
  const choice = ['      case "$line[1] $line[2]" in', ...offers, '      esac']
  return [`    ${state})`, ...(offers.length > 0 ? choice : []), '      ;;'].join('\n')
}

function offer({ words, paths, stems = [] }: Values): string {
  // Of each file, the tail of its path without the extension; none if there is no file.
  const all = [...words, ...stems.map((folder) => `${folder}/*(N:t:r)`)]
  if (all.length > 0) return `compadd -- ${all.join(' ')}`
  return paths === 'folder' ? '_path_files -/' : '_files'
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
