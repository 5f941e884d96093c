import { describe, expect, it } from 'vitest'
import { foreignSteps } from '../../src/compose/foreign-steps.ts'
import { planProject } from '../../src/plan/plan.ts'
import { blueprint, planInput } from '../support/planning.ts'

describe('the steps of other tools', () => {
  it.each([
    [['remix.init/index.js', 'remix.init/package.json'], 'remix.init/', 'Remix'],
    [['degit.json'], 'degit.json', 'degit'],
    [['cookiecutter.json'], 'cookiecutter.json', 'Cookiecutter'],
    [['copier.yml'], 'copier.yml', 'Copier'],
    [['copier.yaml'], 'copier.yaml', 'Copier'],
    [['cargo-generate.toml'], 'cargo-generate.toml', 'cargo-generate'],
    [['template.config.js', 'template/App.tsx'], 'template.config.js', 'React Native'],
    [['template.json', 'template/src/App.js'], 'template.json', 'Create React App'],
    [['.template.config/template.json'], '.template.config/template.json', 'dotnet new'],
    [['meta.js', 'template/index.html'], 'meta.js', 'Vue CLI'],
    [['preset.json', 'generator/index.js'], 'preset.json', 'Vue CLI'],
    [['saofile.js'], 'saofile.js', 'SAO'],
    [['generators/app/index.js'], 'generators/app/index.js', 'Yeoman'],
    [['brick.yaml', '__brick__/a'], 'brick.yaml', 'Mason'],
  ])('are in %j', (paths, path, tool) => {
    expect(foreignSteps(paths)).toEqual([{ path, tool }])
  })

  it('include the hooks of Cookiecutter', () => {
    expect(foreignSteps(['cookiecutter.json', 'hooks/post_gen_project.py'])).toHaveLength(2)
  })

  it('are not files of the same name with another purpose', () => {
    const paths = ['hooks/a.ts', 'meta.js', 'template.json', 'src/degit.json', 'copier.yml.md']
    expect(foreignSteps([...paths, 'remix.init', 'brick.yaml', 'preset.json'])).toEqual([])
  })
})

describe('a creation', () => {
  const files = { 'remix.init/index.js': '', 'copier.yml': '' }
  const warningsOf = (source: 'builtin' | 'file:shop', into?: string) => {
    const template = { ...blueprint('template', 'shop', files), source }
    const placed = into === undefined ? template : { ...template, place: { into } }
    return planProject(planInput([placed])).warnings
  }

  it('warns of each step that is not run', () => {
    expect(warningsOf('file:shop')).toEqual([
      {
        code: 'TEMPLATE_STEP_NOT_RUN',
        message:
          'The template has steps of other tools, which create-app does not run: remix.init/ (Remix), copier.yml (Copier).',
        fix: 'Read them, do what the project needs by hand, and remove them.',
      },
    ])
  })

  it('names the folder of a part', () => {
    expect(warningsOf('file:shop', 'apps/web')[0]?.message).toContain('apps/web/remix.init/ (')
  })

  it('does not warn of our own templates', () => {
    expect(warningsOf('builtin')).toEqual([])
  })
})
