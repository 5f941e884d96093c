// How time and memory of a creation grow with its template.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { madeIn, newFolder, type Tool } from './contenders.ts'
import { peakOf } from './cost.ts'
import { inTurn, median } from './rounds.ts'

export type Size = { readonly files: number; readonly ms: number; readonly megabytes: number }

const sizes = [100, 1_000, 10_000]

export async function measureGrowth(home: string, { bin }: Tool, rounds: number) {
  const folder = newFolder(home)
  const argsOf = (files: number) => {
    const from = ['--template', join(home, `template-${files}`), '--pm', 'npm@11.0.0']
    return [bin, 'app', ...from, '--no-install', '--no-git']
  }
  for (const files of sizes) await writeTemplate(join(home, `template-${files}`), files)
  const measured = await inTurn(
    sizes.map((files) => ({
      name: String(files),
      file: process.execPath,
      args: argsOf(files),
      before: folder,
      check: async (dir: string) => {
        const problem = await madeIn(dir)
        await rm(dir, { recursive: true, force: true })
        return problem
      },
    })),
    { rounds, warmUp: 1 },
  )
  const found: Size[] = []
  for (const [index, files] of sizes.entries()) {
    const peaks = [await peakOf(home, argsOf(files)), await peakOf(home, argsOf(files))]
    const ms = median(measured[index]?.times ?? [])
    found.push({ files, ms, megabytes: Math.min(...peaks) })
  }
  return found
}

/** Writes a template of typical files: a kilobyte each, twenty in a folder. */
async function writeTemplate(dir: string, files: number): Promise<void> {
  const line = 'export const value = 42; // {{PROJECT_NAME}}\n'
  for (let index = 1; index < files; index += 1) {
    const path = join(dir, `src/part-${Math.floor(index / 400)}/group-${Math.floor(index / 20)}`)
    await mkdir(path, { recursive: true })
    await writeFile(join(path, `file-${index}.ts`), `// File ${index}\n${line.repeat(22)}`)
  }
  await writeFile(join(dir, 'package.json'), '{ "name": "grown", "private": true }\n')
}

export function growthTable(sizes: readonly Size[]): string {
  return [
    '| files | time, s | a file, ms | peak memory, MB |',
    '| --- | --- | --- | --- |',
    ...sizes.map(({ files, ms, megabytes }) => {
      const each = (ms / files).toFixed(2)
      return `| ${files.toLocaleString('en')} | ${(ms / 1000).toFixed(2)} | ${each} | ${megabytes.toFixed(0)} |`
    }),
  ].join('\n')
}

const plot = { width: 360, height: 250, left: 56, right: 16, top: 36, bottom: 40 }

/** Two charts side by side with logarithmic axes, where proportional growth is a line of at most 45 degrees. */
export function drawGrowth(sizes: readonly Size[]): string {
  const width = plot.width * 2
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${plot.height}" width="${width}" height="${plot.height}" role="img" aria-labelledby="title desc">`,
    '<title id="title">Time and memory of a creation against the size of its template</title>',
    `<desc id="desc">${sizes.map(({ files, ms, megabytes }) => `${files} files: ${(ms / 1000).toFixed(2)} s, ${megabytes.toFixed(0)} MB`).join('; ')}</desc>`,
    `<style>${style}</style>`,
    chart(
      'seconds',
      sizes.map(({ files, ms }) => [files, ms / 1000]),
      0,
      [0.01, 100],
    ),
    chart(
      'megabytes',
      sizes.map(({ files, megabytes }) => [files, megabytes]),
      plot.width,
      [10, 1000],
    ),
    '</svg>',
  ].join('\n')}\n`
}

// Legible on white and on GitHub's dark background.
const style = [
  'text{font:12px system-ui,sans-serif;fill:#57606a}',
  '.axis{stroke:#8c959f;stroke-width:1}.grid{stroke:#8c959f;stroke-opacity:.25}',
  '.line{fill:none;stroke:#0969da;stroke-width:2}.point{fill:#0969da}',
  '.even{fill:none;stroke:#8c959f;stroke-dasharray:3 4}',
  '@media (prefers-color-scheme:dark){text{fill:#9198a1}.line{stroke:#4493f8}.point{fill:#4493f8}}',
].join('')

type Point = readonly [files: number, value: number]

function chart(
  title: string,
  points: readonly Point[],
  offset: number,
  [low, high]: readonly [number, number],
): string {
  const inner = {
    width: plot.width - plot.left - plot.right,
    height: plot.height - plot.top - plot.bottom,
  }
  const [first, last] = [Math.log10(50), Math.log10(20_000)]
  const x = (files: number) => {
    return round(offset + plot.left + ((Math.log10(files) - first) / (last - first)) * inner.width)
  }
  const y = (value: number) => {
    const part = (Math.log10(value) - Math.log10(low)) / (Math.log10(high) - Math.log10(low))
    return round(plot.top + (1 - part) * inner.height)
  }
  const bottom = plot.top + inner.height
  const [left, right] = [offset + plot.left, offset + plot.left + inner.width]
  const decades = Math.round(Math.log10(high / low))
  const ticks = Array.from({ length: decades + 1 }, (_, index) => low * 10 ** index)
  const [[files, value] = [100, low]] = points
  const even = points.map(([more]) => `${x(more)},${y(Math.min(high, (value * more) / files))}`)
  return [
    `<text x="${left}" y="20">${title}</text>`,
    ...ticks.map((tick) => {
      const label = `<text x="${left - 8}" y="${y(tick) + 4}" text-anchor="end">${Number(tick.toPrecision(3))}</text>`
      return `<line class="grid" x1="${left}" x2="${right}" y1="${y(tick)}" y2="${y(tick)}"/>${label}`
    }),
    `<line class="axis" x1="${left}" x2="${right}" y1="${bottom}" y2="${bottom}"/>`,
    `<polyline class="even" points="${even.join(' ')}"/>`,
    `<polyline class="line" points="${points.map(([more, one]) => `${x(more)},${y(one)}`).join(' ')}"/>`,
    ...points.flatMap(([more, one]) => [
      `<circle class="point" cx="${x(more)}" cy="${y(one)}" r="4"/>`,
      `<text x="${x(more)}" y="${bottom + 18}" text-anchor="middle">${more.toLocaleString('en')} files</text>`,
      `<text x="${x(more)}" y="${y(one) - 10}" text-anchor="middle">${Number(one.toPrecision(2))}</text>`,
    ]),
  ].join('\n')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
