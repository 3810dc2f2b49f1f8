import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from './errors'
import { SESSION_KEY } from './session-key'

const MAX_RETRIES = 3
const MAX_WAIT_MS = 10_000

/** Only what may pass by itself, a few times, and not where the server wants to be left alone for longer than that. */
export function shouldRetry(failures: number, error: unknown): boolean {
  if (!(error instanceof ApiError) || (error.retryAfter ?? 0) > MAX_WAIT_MS) return false
  return error.transient && failures < MAX_RETRIES
}

/** What the server asked for, else exponential with jitter, capped. */
export function retryDelay(failures: number, error: unknown, random = Math.random): number {
  if (error instanceof ApiError && error.retryAfter !== undefined) {
    return Math.min(error.retryAfter, MAX_WAIT_MS)
  }
  const ceiling = Math.min(500 * 2 ** failures, MAX_WAIT_MS)
  return ceiling / 2 + (ceiling / 2) * random()
}

const CONTRADICTIONS = ['not_authenticated', 'permission_denied', 'second_factor_required']

/** The session is not what the page takes it for: it ended, or the account may do something else now. */
function contradictsSession(error: unknown): boolean {
  return error instanceof ApiError && CONTRADICTIONS.includes(error.code)
}

export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (!contradictsSession(error)) return
    void queryClient.invalidateQueries({ queryKey: SESSION_KEY }, { cancelRefetch: false })
  }
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: shouldRetry,
        retryDelay: (failures, error) => retryDelay(failures, error),
        // `navigator.onLine` is a hint: ask once whatever it says (the server may be this machine).
        networkMode: 'offlineFirst',
      },
      // A write that fails says so at once; it is never repeated or held back behind anyone's back.
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  return queryClient
}
