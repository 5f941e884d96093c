// Makes a release of the unreleased section of CHANGELOG.md: version, changelog, commit and tag.
//   npm run release [-- <version>]
// When the tag is pushed, .github/workflows/release.yml tests and publishes the release.
import { repository } from './compose.ts'
import { makeRelease } from './release/make.ts'
import { NoRelease } from './release/plan.ts'

try {
  const day = new Date().toISOString().slice(0, 10)
  const { tag } = await makeRelease(repository, process.argv[2], day)
  console.log(`${tag} is committed and tagged. To publish it: git push --follow-tags`)
} catch (error) {
  if (!(error instanceof NoRelease)) throw error
  console.error(`No release: ${error.message}`)
  process.exitCode = 1
}
