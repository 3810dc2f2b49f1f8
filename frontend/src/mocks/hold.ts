import { http } from 'msw'
import { server } from './server'

type Method = 'get' | 'post' | 'put' | 'patch'

/** Holds such requests, or those of them that `which` names, until what it returns is called; then they go on. */
export function hold(
  method: Method,
  path: string,
  which: (request: Request) => boolean = () => true,
): () => void {
  let letThrough = () => {}
  const held = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  server.use(http[method](`*${path}`, ({ request }) => (which(request) ? held : undefined)))
  return letThrough
}
