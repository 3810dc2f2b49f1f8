import type { ApplyResult, RunTicket } from '@/api/types'

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

export const notAppliedWords = (reason: RefusalReason): string => REFUSAL[reason]
