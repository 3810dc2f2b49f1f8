import { createElement, Fragment, type ReactNode } from 'react'

/** `**strong**` or `*emphasised*`, each with text right inside its asterisks, so that "2 * 3 * 4" stays what it is. */
const MARKED = /(\*\*[^*\s](?:[^*]*[^*\s])?\*\*|\*[^*\s](?:[^*]*[^*\s])?\*)/

/** Text that a model wrote: emphasis and nothing else; whatever looks like markup is shown as it is. */
export function Emphasised({ text }: { text: string }) {
  return createElement(Fragment, null, ...text.split(MARKED).map(marked))
}

function marked(part: string): ReactNode {
  if (!MARKED.test(part)) return part
  return part.startsWith('**') ? <strong>{part.slice(2, -2)}</strong> : <em>{part.slice(1, -1)}</em>
}
