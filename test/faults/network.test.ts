import { afterAll, beforeAll } from 'vitest'
import { isLong } from '../support/sampled.ts'
import { fault } from './support/fault.ts'
import {
  type Failure,
  failsToInstall,
  installsSlowly,
  isExamined,
  isInterrupted,
  isSignalled,
  type Network,
  startNetwork,
} from './support/network.ts'

const failures: Readonly<Record<string, Failure>> = {
  'is down': {
    illness: { of: 'everything', answer: 'nobody listens' },
    npm: /ECONNREFUSED/,
    pnpm: /Connection refused/,
    doctor: 6,
    short: 0.5,
  },
  'has a name that leads nowhere': {
    illness: undefined,
    npm: /ENOTFOUND|EAI_AGAIN/,
    pnpm: /dns error/,
    doctor: 6,
  },
  'never answers': {
    illness: { of: 'everything', answer: 'silence' },
    npm: /network timeout/,
    pnpm: /timed out/,
    doctor: 6,
  },
  'answers, and never sends a tarball': {
    illness: { of: 'tarballs', answer: 'silence' },
    npm: /network timeout/,
    pnpm: /timed out/,
    doctor: 0,
  },
  'hangs up while it says what there is': {
    illness: { of: 'packuments', answer: 'cut off in the middle' },
    npm: /ECONNRESET/,
    pnpm: /ERR_PNPM/,
    doctor: 0,
  },
  'hangs up while it sends a tarball': {
    illness: { of: 'tarballs', answer: 'cut off in the middle' },
    npm: /ECONNRESET/,
    pnpm: /ERR_PNPM/,
    doctor: 0,
  },
  'wants to know who asks': {
    illness: { of: 'everything', answer: { status: 401 } },
    npm: /E401/,
    pnpm: /ERR_PNPM_FETCH_401/,
    doctor: 6,
  },
  'forbids it': {
    illness: { of: 'everything', answer: { status: 403 } },
    npm: /E403/,
    pnpm: /ERR_PNPM_FETCH_403/,
    doctor: 6,
  },
  'is none: its address is another site’s': {
    illness: { of: 'everything', answer: { status: 404 } },
    npm: /E404/,
    pnpm: /ERR_PNPM_FETCH_404/,
    doctor: 6,
  },
  'lacks a package': {
    illness: { of: 'packuments', answer: { status: 404 } },
    npm: /E404/,
    pnpm: /ERR_PNPM_FETCH_404/,
    doctor: 0,
  },
  'lacks a version': {
    illness: {
      of: 'packuments',
      answer: { text: '{ "name": "lamp", "versions": {}, "dist-tags": {} }' },
    },
    npm: /ETARGET/,
    pnpm: /ERR_PNPM_NO_VERSIONS/,
    doctor: 0,
  },
  'lacks a tarball': {
    illness: { of: 'tarballs', answer: { status: 404 } },
    npm: /E404/,
    pnpm: /HTTP 404/,
    doctor: 0,
  },
  'is asked too often': {
    illness: { of: 'everything', answer: { status: 429 } },
    npm: /E429/,
    pnpm: /ERR_PNPM_FETCH_429/,
    doctor: 6,
  },
  'is broken': {
    illness: { of: 'everything', answer: { status: 500 } },
    npm: /E500/,
    pnpm: /ERR_PNPM_FETCH_500/,
    doctor: 6,
  },
  'is being mended': {
    illness: { of: 'everything', answer: { status: 503 } },
    npm: /E503/,
    pnpm: /ERR_PNPM_FETCH_503/,
    doctor: 6,
    short: 0.5,
  },
  'sends half a tarball': {
    illness: { of: 'tarballs', answer: 'truncated' },
    npm: /EINTEGRITY/,
    pnpm: /ERR_PNPM/,
    doctor: 0,
    short: 0.5,
  },
  'sends another tarball': {
    illness: { of: 'tarballs', answer: 'tampered with' },
    npm: /EINTEGRITY/,
    pnpm: /ERR_PNPM/,
    doctor: 0,
  },
  'talks like a hotel’s welcome page': {
    illness: { of: 'everything', answer: { text: '<html>Welcome!</html>' } },
    npm: /invalid json/,
    pnpm: /ERR_PNPM/,
    doctor: 0,
  },
  'sends one round in circles': {
    illness: { of: 'everything', answer: 'sent round in circles' },
    npm: /EMAXREDIRECT/,
    pnpm: /ERR_PNPM/,
    doctor: 6,
  },
}

let network: Network

beforeAll(async () => {
  network = await startNetwork(isLong ? ['npm', 'pnpm'] : ['npm'])
})

afterAll(() => network?.close())

for (const [name, failure] of Object.entries(failures)) {
  const { short = 0 } = failure
  fault(`npm and a registry that ${name}`, { short, long: 1 }, () =>
    failsToInstall(network, failure, 'npm'),
  )
  fault(`pnpm and a registry that ${name}`, { short: 0, long: 1 }, () =>
    failsToInstall(network, failure, 'pnpm'),
  )
  fault(`doctor and a registry that ${name}`, { short, long: 1 }, () =>
    isExamined(network, failure),
  )
}

fault('npm and a registry that is slow', { short: 0, long: 1 }, () => installsSlowly(network))

fault('npm, a registry that never answers, and SIGINT', { short: 0.5, long: 3 }, (trial) =>
  isSignalled(network, trial),
)

fault('npm, a registry that never answers, and Ctrl+C', { short: 0, long: 3 }, (trial) =>
  isInterrupted(network, trial),
)
