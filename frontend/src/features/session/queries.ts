import { queryOptions } from '@tanstack/react-query'
import { client, unwrap } from '@/api/client'

export const sessionKeys = {
  tokens: ['account', 'tokens'],
  secondFactor: ['account', 'second-factor'],
} as const

export const tokensQuery = queryOptions({
  queryKey: sessionKeys.tokens,
  queryFn: ({ signal }) => unwrap(client.GET('/api/tokens/', { signal })),
  select: ({ results }) => results,
})

export const secondFactorQuery = queryOptions({
  queryKey: sessionKeys.secondFactor,
  queryFn: ({ signal }) => unwrap(client.GET('/api/session/second-factor/', { signal })),
})
