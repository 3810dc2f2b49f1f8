import { http } from 'msw'
import { server } from './server'

/** Holds such requests back until what it returns is called; then they are answered as ever. */
export function hold(method: 'get' | 'post' | 'put' | 'patch', path: string): () => void {
  let letThrough = () => {}
  const held = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  server.use(http[method](`*${path}`, () => held))
  return letThrough
}
