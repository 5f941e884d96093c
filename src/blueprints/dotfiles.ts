/**
 * The path that a stored file has in a project. npm leaves `.gitignore` and `.npmrc` out of a package, so published
 * templates store dotfiles under other names: `_gitignore`, `_eslintrc.js`, `_github/`, and `gitignore`. Below a folder of
 * templates the names are kept, because there they belong to templates of another tool.
 */
export function pathInProject(path: string): string {
  const segments = path.split('/')
  const templates = segments.slice(0, -1).findIndex((name) => /^_?templates?(?:$|-)/.test(name))
  const own = templates === -1 ? segments.length : templates
  return segments
    .map((name, at) => (at < own ? nameInProject(name, at === segments.length - 1) : name))
    .join('/')
}

function nameInProject(name: string, isFile: boolean): string {
  if (isFile && name === 'gitignore') return '.gitignore'
  if (!name.startsWith('_')) return name
  const bare = name.slice(1)
  return (isFile ? files : folders).test(bare) ? `.${bare}` : name
}

const extension = '(?:\\.(?:json|jsonc|json5|[cm]?[jt]s|ya?ml|toml))?'

/** Names of dotfiles without their dot. */
const files = new RegExp(
  `^(?:${[
    `(?:babel|c8|commitlint|cz|eslint|lintstaged|mocha|nyc|oxfmt|oxlint|postcss|prettier|stylelint|swc|remark|release)rc${extension}`,
    '(?:docker|eslint|git|npm|prettier|stylelint|vercel)ignore',
    'env(?:\\.(?:local|development|production|test|staging|example|sample|template)(?:\\.(?:local|example))?)?',
    'browserslistrc|buckconfig|editorconfig|flowconfig|gitattributes|gitkeep|htmlhintrc|markdownlint\\.jsonc?|npmrc|nvmrc',
    'node-version|ruby-version|tool-versions|watchmanconfig|xcode\\.env|yarnrc(?:\\.yml)?|pnpmfile\\.cjs',
    'gitlab-ci\\.yml|travis\\.yml|nojekyll',
  ].join('|')})$`,
)

/** Names of hidden folders without their dot. */
const folders = /^(?:bundle|changeset|circleci|devcontainer|github|husky|storybook|vscode)$/
