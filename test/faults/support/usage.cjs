// Loaded before the program under test (NODE_OPTIONS): notes, when it ends, what it has used.
const { writeFileSync } = require('node:fs')

if (process.argv[1]?.endsWith('create-app.cjs')) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
    const usage = { megabytes: maxRSS / 1000, seconds: (userCPUTime + systemCPUTime) / 1e6 }
    writeFileSync(process.env.USAGE_FILE, JSON.stringify(usage))
  })
}
