/** The answer to what src/early.ts asked ahead of the app, once: whoever asks again wants to know anew. */
export function takeEarly({ method, url }: Request): Promise<Response> | undefined {
  if (method !== 'GET') return undefined
  const { pathname, search } = new URL(url)
  const address = pathname + search
  const answer = globalThis.deskEarly?.get(address)
  globalThis.deskEarly?.delete(address)
  return answer
}
