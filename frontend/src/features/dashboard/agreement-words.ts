import type { Agreement, EngineAgreement } from '@/api/types'
import { formatCount } from '@/lib/format'

export const AGREEMENT_FIELDS = [
  { field: 'category', label: 'Category' },
  { field: 'priority', label: 'Priority' },
] as const

/** "14 of 17" while there are few; from enough cases on the API gives a share: "92% of 377". */
export function keptWords({ cases, kept, share }: Agreement): string {
  const part = share === null ? formatCount(kept) : `${wholePercent(share, Math.round)}%`
  return `${part} of ${formatCount(cases)}`
}

/** The 95 % interval, which says how little that is: "between 59 and 94 of 100", or "between 88% and 95%". */
export function intervalWords({ share, low, high }: Agreement): string {
  // Rounded outwards: an interval that is made narrower claims more than is known.
  const from = wholePercent(low ?? 0, Math.floor)
  const to = wholePercent(high ?? 1, Math.ceil)
  return share === null ? `between ${from} and ${to} of 100` : `between ${from}% and ${to}%`
}

/** What says nothing about the suggestions, because nobody was shown one; nothing while there is none of it. */
export function notCountedWords({ filled, independent }: Agreement): string | undefined {
  const parts = [
    filled > 0 && `${formatCount(filled)} filled in by the desk`,
    independent > 0 && `${formatCount(independent)} chosen without a suggestion`,
  ].filter(Boolean)
  return parts.length > 0 ? `Not counted: ${parts.join(', ')}` : undefined
}

type Source = EngineAgreement['source']

const SOURCE_NAME: Record<Source, (engine: EngineAgreement) => string> = {
  llm: ({ model }) => model ?? 'A language model',
  cache: ({ model }) => model ?? 'A language model',
  keywords: () => 'Keywords',
  none: () => 'Nothing found',
}

const SOURCE_NOTE: Record<Source, string> = {
  llm: '',
  cache: 'asked earlier about the same text',
  keywords: '',
  none: '',
}

export function engineName(engine: EngineAgreement): string {
  return SOURCE_NAME[engine.source](engine)
}

/** What tells apart two engines of one name: "gemini, prompt triage-1, asked earlier about the same text". */
export function engineNote({ source, provider, prompt_version: version }: EngineAgreement): string {
  return [provider, version && `prompt ${version}`, SOURCE_NOTE[source]].filter(Boolean).join(', ')
}

/** The API's shares have three digits; 0.29 * 100 alone would be 28.99… */
function wholePercent(share: number, round: (value: number) => number): number {
  return round(Math.round(share * 1000) / 10)
}
