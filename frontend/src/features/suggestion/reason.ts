import type { Suggestion } from '@/api/types'

type Source = Suggestion['source']

const SOURCE: Record<Source, (suggestion: Suggestion) => string> = {
  llm: (suggestion) => suggestion.model ?? 'a language model',
  cache: (suggestion) => `${suggestion.model ?? 'a language model'}, asked earlier about the same text`,
  keywords: () => 'keywords',
  none: () => 'nothing in the text',
}

const MAX_WORDS = 4

/** Where a suggested value comes from and what words it rests on: "Suggested by keywords: invoice, charged". */
export function reasonFor(suggestion: Suggestion, field: 'category' | 'priority'): string {
  const source = SOURCE[suggestion.source](suggestion)
  if (suggestion.quotation) return `Suggested by ${source}: “${suggestion.quotation}”`
  const words = suggestion.matched[field].slice(0, MAX_WORDS)
  if (words.length > 0) return `Suggested by ${source}: ${words.join(', ')}`
  if (suggestion.source === 'keywords') return `Suggested by default: no keyword speaks for another ${field}`
  return `Suggested by ${source}`
}
