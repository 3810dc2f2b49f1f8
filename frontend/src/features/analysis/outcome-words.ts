import type { ApplyResult, RunTicket } from '@/api/types'

/** Why a ticket could not be analysed. What this build does not know stays as the server says it. */
const FAILURE: Record<string, string> = {
  timeout: 'The model took too long',
  connection: 'The model could not be reached',
  rate_limited: 'The model was too busy',
  server_error: 'The model had a problem',
  auth: 'The model refused the key',
  model_gone: 'There is no such model',
  rejected: 'The model did not take the request',
  invalid_output: 'The answer could not be used',
  blocked: 'The model’s filter stopped it',
  truncated: 'The answer was cut off',
  refused: 'The model would not answer',
  breaker_open: 'The model was not asked: it failed too often just before',
  bulkhead_full: 'The model was not asked: too many questions at once',
  budget_spent: 'The model was not asked: the budget of the day is spent',
  deleted: 'The ticket was deleted',
}

export const failureWords = (reason: string): string => FAILURE[reason] ?? (reason || 'Unknown reason')

type Source = NonNullable<RunTicket['source']>

export const SOURCE_WORDS: Record<Source, string> = {
  llm: 'language model',
  cache: 'language model, asked earlier',
  keywords: 'keywords',
  none: 'no signal in the text',
}

type RefusalReason = ApplyResult['refused'][number]['reason']

const REFUSAL: Record<RefusalReason, string> = {
  changed: 'changed meanwhile',
  deleted: 'deleted',
  agrees: 'already so',
  not_analyzed: 'not analysed',
}

export const refusalWords = (reason: RefusalReason): string => REFUSAL[reason]
