// A file of its own, because an old version of Node cannot parse `import()`.
import('./program.js')
