import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Time } from '@/components/ui/time'
import type { LeftDraft } from './draft-store'

interface LeftDraftOfferProps {
  /** Who is asked: a draft of nobody was written before they signed in. */
  account: string
  left: LeftDraft
  /** Undefined while something else is written in the form. */
  onAdopt: (() => void) | undefined
  onDiscard: () => void
}

export function LeftDraftOffer({ account, left, onAdopt, onDiscard }: LeftDraftOfferProps) {
  const text = left.draft.title.trim() || left.draft.description.trim()
  return (
    <Notice
      tone="info"
      title={`There is an unsent ticket from ${left.place.account === account ? 'another tab' : 'before you signed in'}`}
      actions={
        <>
          {onAdopt && <Button onClick={onAdopt}>Continue it here</Button>}
          <Button variant="ghost" onClick={onDiscard}>
            Discard it
          </Button>
        </>
      }
    >
      <p dir="auto" className="user-text line-clamp-2">
        {text}
      </p>
      <p className="text-xs text-ink-faint">
        Last changed <Time value={new Date(left.savedAt).toISOString()} />
        {!onAdopt && '. To continue it here, first submit or clear what is written below.'}
      </p>
    </Notice>
  )
}
