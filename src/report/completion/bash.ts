import type { Offer, OfferedCommand, OfferedFlag, Values } from '../../flags/offer.ts'

/** For bash 3.2 and later, without the package bash-completion. */
export function bashScript({ commands, flags }: Offer): string {
  const takers = flags.filter(({ takes }) => takes === 'value')
  const names = takers.flatMap(({ family }) => family).join('|')
  return `# Completion of create-app. In ~/.bashrc: eval "$(create-app completion bash)"

_create_app_words() {
  local word
  for word in $1; do
    if [[ $word == "$cur"* ]]; then COMPREPLY+=("$prefix$word"); fi
  done
}

_create_app_paths() {
  local path
  while IFS= read -r path; do COMPREPLY+=("$prefix$path"); done < <(compgen "$1" -- "$cur")
  if type compopt >/dev/null 2>&1; then compopt -o filenames 2>/dev/null; fi
}

_create_app() {
  local cur=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]}
  local flag='' prefix='' first='' count=0 i word
  COMPREPLY=()

  # Bash takes --pm=npm apart at the equals sign, unless the person told it not to.
  if [[ $cur == '=' ]]; then
    flag=$previous cur=''
  elif [[ $previous == '=' ]]; then
    flag=\${COMP_WORDS[COMP_CWORD - 2]}
  elif [[ $cur == --*=* ]]; then
    flag=\${cur%%=*} prefix="\${cur%%=*}=" cur=\${cur#*=}
  else
    case $previous in ${names}) flag=$previous ;; esac
  fi
  case $flag in
${flags
  .filter(({ takes }) => takes !== 'nothing')
  .map(branch)
  .join('\n')}
  esac

  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case $word in
      ${names})
        i=$((i + 1))
        if [[ \${COMP_WORDS[i]} == '=' ]]; then i=$((i + 1)); fi
        ;;
      '=') i=$((i + 1)) ;;
      -*) ;;
      *)
        count=$((count + 1))
        first=\${first:-$word}
        ;;
    esac
  done
  if [[ $cur != -* ]]; then
    case $count:$first in
      0:*) _create_app_words '${commands.map(({ name }) => name).join(' ')}'; _create_app_paths -d; return ;;
${commands.flatMap(afterCommand).join('\n')}
    esac
  fi
  _create_app_words '${flags.map(({ long }) => long).join(' ')}'
}

complete -F _create_app create-app
`
}

function afterCommand({ name, next, third }: OfferedCommand): readonly string[] {
  return [next, third].flatMap((values, index) =>
    isEmpty(values) ? [] : [`      ${index + 1}:${name}) ${offer(values)}; return ;;`],
  )
}

function branch({ family, next, takes }: OfferedFlag): string {
  const spellings = takes === 'optional' ? family.slice(0, 1) : family
  return `    ${spellings.join('|')}) ${isEmpty(next) ? '' : `${offer(next)}; `}return ;;`
}

function offer({ words, paths }: Values): string {
  return [
    ...(words.length > 0 ? [`_create_app_words '${words.join(' ')}'`] : []),
    ...(paths === undefined ? [] : [`_create_app_paths ${paths === 'folder' ? '-d' : '-f'}`]),
  ].join('; ')
}

function isEmpty({ words, paths }: Values): boolean {
  return words.length === 0 && paths === undefined
}
