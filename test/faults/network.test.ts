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
    fault: { of: 'everything', answer: 'refuses connections' },
    npm: /ECONNREFUSED/,
    pnpm: /Connection refused/,
    doctor: 6,
    short: 0.5,
  },
  'has an unknown host name': {
    fault: undefined,
    npm: /ENOTFOUND|EAI_AGAIN/,
    pnpm: /dns error/,
    doctor: 6,
  },
  'never answers': {
    fault: { of: 'everything', answer: 'silence' },
    npm: /network timeout/,
    pnpm: /timed out/,
    doctor: 6,
  },
  'answers but never sends a tarball': {
    fault: { of: 'tarballs', answer: 'silence' },
    npm: /network timeout/,
    pnpm: /timed out/,
    doctor: 0,
  },
  'closes the connection while it sends metadata': {
    fault: { of: 'packuments', answer: 'cut off in the middle' },
    npm: /ECONNRESET/,
    pnpm: /ERR_PNPM/,
    doctor: 0,
  },
  'closes the connection while it sends a tarball': {
    fault: { of: 'tarballs', answer: 'cut off in the middle' },
    npm: /ECONNRESET/,
    pnpm: /ERR_PNPM/,
    doctor: 0,
  },
  'requires authentication': {
    fault: { of: 'everything', answer: { status: 401 } },
    npm: /E401/,
    pnpm: /ERR_PNPM_FETCH_401/,
    doctor: 6,
  },
  'forbids access': {
    fault: { of: 'everything', answer: { status: 403 } },
    npm: /E403/,
    pnpm: /ERR_PNPM_FETCH_403/,
    doctor: 6,
  },
  'has the address of another site': {
    fault: { of: 'everything', answer: { status: 404 } },
    npm: /E404/,
    pnpm: /ERR_PNPM_FETCH_404/,
    doctor: 6,
  },
  'lacks a package': {
    fault: { of: 'packuments', answer: { status: 404 } },
    npm: /E404/,
    pnpm: /ERR_PNPM_FETCH_404/,
    doctor: 0,
  },
  'lacks a version': {
    fault: {
      of: 'packuments',
      answer: { text: '{ "name": "lamp", "versions": {}, "dist-tags": {} }' },
    },
    npm: /ETARGET/,
    pnpm: /ERR_PNPM_NO_VERSIONS/,
    doctor: 0,
  },
  'lacks a tarball': {
    fault: { of: 'tarballs', answer: { status: 404 } },
    npm: /E404/,
    pnpm: /HTTP 404/,
    doctor: 0,
  },
  'limits the rate of requests': {
    fault: { of: 'everything', answer: { status: 429 } },
    npm: /E429/,
    pnpm: /ERR_PNPM_FETCH_429/,
    doctor: 6,
  },
  'has an internal error': {
    fault: { of: 'everything', answer: { status: 500 } },
    npm: /E500/,
    pnpm: /ERR_PNPM_FETCH_500/,
    doctor: 6,
  },
  'is unavailable for maintenance': {
    fault: { of: 'everything', answer: { status: 503 } },
    npm: /E503/,
    pnpm: /ERR_PNPM_FETCH_503/,
    doctor: 6,
    short: 0.5,
  },
  'sends half a tarball': {
    fault: { of: 'tarballs', answer: 'truncated' },
    npm: /EINTEGRITY/,
    pnpm: /ERR_PNPM/,
    doctor: 0,
    short: 0.5,
  },
  'sends another tarball': {
    fault: { of: 'tarballs', answer: 'tampered with' },
    npm: /EINTEGRITY/,
    pnpm: /ERR_PNPM/,
    doctor: 0,
  },
  'answers with a login page': {
    fault: { of: 'everything', answer: { text: '<html>Welcome!</html>' } },
    npm: /invalid json/,
    pnpm: /ERR_PNPM/,
    doctor: 0,
  },
  'redirects endlessly': {
    fault: { of: 'everything', answer: 'endless redirects' },
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

fault('npm and a registry that never answers, then SIGINT', { short: 0.5, long: 3 }, (trial) =>
  isSignalled(network, trial),
)

fault('npm and a registry that never answers, then Ctrl+C', { short: 0, long: 3 }, (trial) =>
  isInterrupted(network, trial),
)
