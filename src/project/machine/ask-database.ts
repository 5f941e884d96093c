import { connect } from 'node:net'
import { databasePlace, type OwnDatabase } from '../../doctor/database.ts'
import { isNodeError } from '../disk.ts'

/** Asks for an encrypted connection; every PostgreSQL server answers with one letter, before any password. */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

/** Connects to the server of a DATABASE_URL; undefined when there is none. */
export async function askDatabase(
  address: string | undefined,
  ms: number,
): Promise<OwnDatabase | undefined> {
  if (!address) return undefined
  const place = databasePlace(address)
  if (place === undefined) return { server: undefined, problem: undefined }
  const { shown: server, host, port } = place
  const at = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port }
  return new Promise((resolve) => {
    const socket = connect({ ...at, timeout: ms })
    const end = (problem: string | undefined) => {
      socket.destroy()
      resolve({ server, problem })
    }
    socket.once('connect', () => socket.write(sslRequest))
    socket.once('data', (answer) => {
      const letter = String.fromCharCode(answer[0] ?? 0)
      end('SNE'.includes(letter) ? undefined : 'what answers there is not PostgreSQL')
    })
    socket.once('error', (error) => end((isNodeError(error) && error.code) || error.message))
    socket.once('timeout', () => end('it did not answer in time'))
    socket.once('close', () => end('it closed the connection'))
  })
}
