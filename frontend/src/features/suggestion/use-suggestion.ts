import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { client, unwrap } from '@/api/client'
import type { Suggestion } from '@/api/types'
import { useDebounced } from '@/hooks/use-debounced'

export const PAUSE_MS = 600
/** Less than this says too little to be worth a request. */
export const MIN_CHARACTERS = 15
/** The API's limits: beyond them it would only refuse. */
const TITLE_MAX = 200
const DESCRIPTION_MAX = 50_000

export type SuggestionState = 'idle' | 'loading' | 'ready' | 'failed'

export interface SuggestionControl {
  state: SuggestionState
  suggestion: Suggestion | undefined
  /** Asks now instead of at the next pause. */
  askNow: () => void
  /** Gives up what is under way: the ticket is being sent. */
  cancel: () => void
}

interface Text {
  title: string
  description: string
}

const keys = { all: ['suggestion'] } as const

/** Keyed by the text: another text drops the last observer of the earlier request, which aborts it. */
const suggestionQuery = (text: Text) =>
  queryOptions({
    queryKey: [...keys.all, text],
    queryFn: ({ signal }) => unwrap(client.POST('/api/tickets/classify/', { signal, body: text })),
    enabled: text.description.length >= MIN_CHARACTERS,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
    networkMode: 'always',
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    placeholderData: (shown, query) =>
      query && continues(query.queryKey[1] as Text, text) ? shown : undefined,
  })

/** A suggestion for what is being written. The earlier one stays in place until the next one is there. */
export function useSuggestion(title: string, description: string): SuggestionControl {
  const queryClient = useQueryClient()
  const typed = useMemo(() => toText(title, description), [title, description])
  const [settled, askNow] = useDebounced(typed, PAUSE_MS)
  const query = useQuery(suggestionQuery(settled))
  const enough = typed.description.length >= MIN_CHARACTERS

  return {
    state: stateOf(enough, query),
    suggestion: enough && continues(settled, typed) ? query.data : undefined,
    askNow,
    cancel: () => void queryClient.cancelQueries({ queryKey: keys.all }),
  }
}

function toText(title: string, description: string): Text {
  return {
    title: title.trim().slice(0, TITLE_MAX),
    description: description.trim().slice(0, DESCRIPTION_MAX),
  }
}

/** Whether it is still the same text that grows, and not another one about something else. */
function continues(before: Text, after: Text): boolean {
  return before.description.slice(0, MIN_CHARACTERS) === after.description.slice(0, MIN_CHARACTERS)
}

function stateOf(
  enough: boolean,
  query: { isFetching: boolean; isError: boolean; isSuccess: boolean },
): SuggestionState {
  if (!enough) return 'idle'
  if (query.isFetching) return 'loading'
  if (query.isError) return 'failed'
  return query.isSuccess ? 'ready' : 'idle'
}
