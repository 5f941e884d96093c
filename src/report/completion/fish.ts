import type { Offer, OfferedCommand, OfferedFlag, OfferedWord, Values } from './offer.ts'

/** For fish 3.0 and later. */
export function fishScript({ commands, words, flags }: Offer): string {
  const takers = flags.filter(({ takes }) => takes === 'value')
  return `# Completion of create-app. In config.fish: create-app completion fish | source

function __create_app_words --description 'The words before the cursor that are not flags'
    set -l tokens (commandline -opc)
    set -e tokens[1]
    set -l value 0
    for token in $tokens
        if test $value = 1
            set value 0
            continue
        end
        switch $token
            case ${takers.flatMap(({ family }) => family).join(' ')}
                set value 1
            case '-*'
            case '*'
                echo $token
        end
    end
end

function __create_app_first --description 'Whether this is the first word and not a flag'
    test (count (__create_app_words)) = 0
    and not string match -q -- '-*' (commandline -ct)
end

function __create_app_after --description 'Whether this many words come before this one, and the first words are these'
    set -l words (__create_app_words)
    test (count $words) $argv[1] $argv[2]; or return 1
    set -l names $argv[3..-1]
    set -l last (count $names)
    test "$words[1..$last]" = "$names"
end

complete -c create-app -e
complete -c create-app -f
${commands.map(commandLine).join('\n')}
complete -c create-app -n __create_app_first -a '${folders}'
${words.map(wordLine).join('\n')}
${flags.map(flagLine).join('\n')}
`
}

const folders = '(__fish_complete_directories (commandline -ct) folder)'

function commandLine({ name, about }: OfferedCommand): string {
  return `complete -c create-app -n __create_app_first -a ${name} -d ${quote(about)}`
}

function wordLine({ command, position, repeats, values }: OfferedWord): string {
  const after = `__create_app_after ${repeats ? '-ge' : '-eq'} ${position} ${command}`
  return `complete -c create-app -n '${after}' -a '${offer(values)}'`
}

function flagLine({ long, short, about, takes, next }: OfferedFlag): string {
  const offered = offer(next)
  return [
    'complete -c create-app',
    ...(short === undefined ? [] : [`-s ${short.slice(1)}`]),
    `-l ${long.slice(2)}`,
    ...(takes === 'value' ? ['-r'] : []),
    ...(next.paths === 'file' ? ['-F'] : ['-f']),
    ...(offered === '' ? [] : [`-a '${offered}'`]),
    `-d ${quote(about)}`,
  ].join(' ')
}

function offer({ words, paths, stems = [] }: Values): string {
  return [...words, ...stems.map(stemsIn), ...(paths === 'folder' ? [folders] : [])].join(' ')
}

/** The names of files, without their extensions. A `for` may find none. */
function stemsIn(folder: string): string {
  return `(for path in ${folder}/*; string replace -r "\\.\\w+\\$" "" (basename $path); end)`
}

function quote(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`
}
