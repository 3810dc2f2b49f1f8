import { useMemo, useState } from 'react'
import { toApiError } from '@/api/errors'
import { PageHeader } from '@/components/layout/page-header'
import { reasonFor } from '@/features/suggestion/reason'
import { SuggestionStatus } from '@/features/suggestion/suggestion-status'
import { useSuggestion } from '@/features/suggestion/use-suggestion'
import { toSubmission } from '@/features/tickets/new/draft'
import { EndedSessionNotice } from '@/features/tickets/new/ended-session-notice'
import { FiledNotice } from '@/features/tickets/new/filed-notice'
import { LatestTickets } from '@/features/tickets/new/latest-tickets'
import { LeftDraftOffer } from '@/features/tickets/new/left-draft-offer'
import { NewTicketForm } from '@/features/tickets/new/new-ticket-form'
import { SubmitProblem } from '@/features/tickets/new/submit-problem'
import { useDraft } from '@/features/tickets/new/use-draft'
import { type Filed, useCreateTicket } from '@/features/tickets/use-create-ticket'
import { useAccess } from '@/hooks/use-access'
import { useAccount } from '@/hooks/use-account'

/** Starts anew when the account is another one: what somebody wrote is theirs, and stays where it was. */
export function NewTicket() {
  const account = useAccount()
  return <NewTicketOf key={account} account={account} />
}

function NewTicketOf({ account }: { account: string }) {
  const { draft, setDraft, clearSent, left, adopt, discardLeft } = useDraft(account)
  const { state, suggestion, askNow, cancel } = useSuggestion(draft.title, draft.description)
  const [filed, setFiled] = useState<Filed>()
  const create = useCreateTicket((stored, submission) => {
    setFiled(stored)
    clearSent(submission.key)
  })
  const reasons = useMemo(
    () => ({
      category: suggestion && reasonFor(suggestion, 'category'),
      priority: suggestion && reasonFor(suggestion, 'priority'),
      state: <SuggestionStatus state={state} suggestion={suggestion} />,
    }),
    [state, suggestion],
  )
  const access = useAccess()
  const reads = access === 'agent' || access === 'reader'
  const error = create.isError ? toApiError(create.error) : undefined

  function submit() {
    cancel()
    setFiled(undefined)
    const submission = toSubmission(draft, suggestion)
    // Before the request: a reload during it must find the same key.
    setDraft((now) => ({ ...now, pending: submission }))
    create.mutate(submission, {
      onError: (cause) => {
        // Refused for good, so nothing was stored: the next attempt is a new request.
        if (!toApiError(cause).transient) setDraft((now) => ({ ...now, pending: null }))
      },
    })
  }

  return (
    <div className="max-w-6xl">
      <PageHeader title="New ticket" />
      <div className="grid grid-cols-1 items-start gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="flex flex-col gap-4">
          <EndedSessionNotice account={account} />
          {left && <LeftDraftOffer account={account} left={left} onAdopt={adopt} onDiscard={discardLeft} />}
          {filed && <FiledNotice filed={filed} linked={reads} />}
          <NewTicketForm
            draft={draft}
            onChange={setDraft}
            suggestion={suggestion}
            reasons={reasons}
            onPause={askNow}
            onSubmit={submit}
            sending={create.isPending}
            refused={error?.fields ?? {}}
          />
          {error && <SubmitProblem error={error} onRetry={submit} />}
        </div>
        {reads && (
          <div className="hidden md:block">
            <LatestTickets arrivedId={filed?.ticket.id} />
          </div>
        )}
      </div>
    </div>
  )
}
