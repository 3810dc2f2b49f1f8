import { CircleHelp, CircleSlash2, LoaderCircle, PencilLine } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Suggestion } from '@/api/types'
import { MIN_CHARACTERS, type SuggestionState } from './use-suggestion'

interface Line {
  icon: ReactNode
  text: string
}

/** How the suggestion is doing, in one line that is always there, so that nothing moves. */
export function SuggestionStatus(props: { state: SuggestionState; suggestion: Suggestion | undefined }) {
  const { icon, text } = lineFor(props.state, props.suggestion)
  return (
    <p
      role="status"
      className="flex items-start gap-2 text-xs text-ink-soft [&_svg]:mt-px [&_svg]:size-4 [&_svg]:shrink-0"
    >
      {icon}
      {text}
    </p>
  )
}

function lineFor(state: SuggestionState, suggestion: Suggestion | undefined): Line {
  switch (state) {
    case 'idle':
      return {
        icon: <PencilLine aria-hidden="true" />,
        text: `Category and priority are suggested from ${MIN_CHARACTERS} characters of description on.`,
      }
    case 'loading':
      return {
        icon: <LoaderCircle aria-hidden="true" className="animate-spin" />,
        text: 'Reading the description…',
      }
    case 'failed':
      return {
        icon: <CircleSlash2 aria-hidden="true" className="text-warn" />,
        text: 'No suggestion could be made. Choose yourself, or submit and leave it to the desk.',
      }
    case 'ready':
      return lineWhenReady(suggestion)
  }
}

function lineWhenReady(suggestion: Suggestion | undefined): Line {
  if (suggestion?.warning) {
    return { icon: <CircleSlash2 aria-hidden="true" className="text-warn" />, text: suggestion.warning }
  }
  if (suggestion?.source === 'none') {
    return {
      icon: <CircleHelp aria-hidden="true" />,
      text: 'Nothing in the text points anywhere. Choose yourself; left open, it is filed as General, Medium.',
    }
  }
  return {
    icon: <PencilLine aria-hidden="true" className="text-pencil" />,
    text: 'Pencilled in from your text. Change what does not fit.',
  }
}
