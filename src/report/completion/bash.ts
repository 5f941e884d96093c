import { isEmpty, type Offer, type OfferedFlag, type OfferedWord, type Values } from './offer.ts'

/** For bash 3.2 and later, without the package bash-completion. */
export function bashScript({ commands, words, flags }: Offer): string {
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

_create_app_stems() {
  local path
  for path in $1/*; do
    path=\${path##*/}
    if [[ $path != '*' ]]; then _create_app_words "\${path%.*}"; fi
  done
}

_create_app() {
  local cur=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]}
  local flag='' prefix='' first='' second='' count=0 i word
  COMPREPLY=()

  # Bash splits --pm=npm at the equals sign, unless it is configured not to.
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
        case $count in 1) first=$word ;; 2) second=$word ;; esac
        ;;
    esac
  done
  if [[ $cur != -* ]]; then
    case "$count:$first $second" in
      0:*) _create_app_words '${commands.map(({ name }) => name).join(' ')}'; _create_app_paths -d; return ;;
${words.map(afterWords).join('\n')}
    esac
  fi
  _create_app_words '${flags.map(({ long }) => long).join(' ')}'
}

complete -F _create_app create-app
`
}

/** `2:template dev)` matches if two words come before the cursor, and they are `template dev`. */
function afterWords({ command, position, repeats, values }: OfferedWord): string {
  const count = repeats ? `[${position}-9]` : position
  const names = command.includes(' ') ? command.replace(' ', '\\ ') : `${command}\\ *`
  return `      ${count}:${names}) ${offer(values)}; return ;;`
}

function branch({ family, next, takes }: OfferedFlag): string {
  const spellings = takes === 'optional' ? family.slice(0, 1) : family
  return `    ${spellings.join('|')}) ${isEmpty(next) ? '' : `${offer(next)}; `}return ;;`
}

function offer({ words, paths, stems = [] }: Values): string {
  return [
    ...(words.length > 0 ? [`_create_app_words '${words.join(' ')}'`] : []),
    ...stems.map((folder) => `_create_app_stems '${folder}'`),
    ...(paths === undefined ? [] : [`_create_app_paths ${paths === 'folder' ? '-d' : '-f'}`]),
  ].join('; ')
}
