import { PencilLine } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import type { Ticket, TicketPatch } from '@/api/types'
import { Button } from '@/components/ui/button'
import { useMayChange } from '@/hooks/use-access'
import { useDocumentTitle } from '@/hooks/use-document-title'
import { useDoing } from '../presence/use-doing'
import type { Doing } from '../presence/use-presence'
import { type TicketChange, useUpdateTicket } from '../use-update-ticket'
import { ChangeProblem, type Problem } from './change-problem'
import { textsToSave } from './edit-store'
import { Properties } from './properties'
import { RequesterLink } from './requester-link'
import { TextEditor } from './text-editor'
import { Timeline } from './timeline'
import { useEdit } from './use-edit'

interface TicketViewProps {
  ticket: Ticket
  /** Under what the ticket is filed under. */
  aside?: ReactNode
  /** Told whether it is looked at or changed. */
  onDoing: (doing: Doing) => void
}

/** One ticket: its text, its history, and what it is filed under. */
export function TicketView({ ticket, aside, onDoing }: TicketViewProps) {
  useDocumentTitle(`${ticket.title} · ${ticket.id}`)
  const { edit, setEdit, settle } = useEdit(ticket.id)
  const { doing, watch } = useDoing(edit)
  const [problem, setProblem] = useState<Problem>()
  const mayChange = useMayChange()
  const update = useUpdateTicket(ticket.id, (error, change) => setProblem({ error, change }), settle)

  useEffect(() => onDoing(doing), [onDoing, doing])

  function send(change: TicketChange) {
    setProblem(undefined)
    update.mutate(change)
  }

  /** With the texts as they stand now: somebody else's may have been worked into them since. */
  function sendAgain({ ticket, patch }: TicketChange) {
    const again = edit && 'title' in patch ? textsToSave(edit) : patch
    if (again) send({ ticket, patch: again })
  }

  const change = (patch: TicketPatch) => send({ ticket, patch })

  return (
    <div
      {...watch}
      className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_17.5rem] lg:grid-rows-[auto_1fr]"
    >
      <div className="flex min-w-0 flex-col gap-5">
        {problem && (
          <ChangeProblem problem={problem} onApply={sendAgain} onLeave={() => setProblem(undefined)} />
        )}
        {edit && mayChange ? (
          <TextEditor
            texts={edit}
            saving={update.isPending}
            onChange={(texts) => setEdit({ ...edit, ...texts })}
            onSave={(patch) => send({ ticket: edit.ticket, patch })}
            onCancel={() => setEdit(undefined)}
          />
        ) : (
          <TicketText
            ticket={ticket}
            onEdit={mayChange ? () => setEdit({ ...textsOf(ticket), ticket }) : undefined}
          />
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-6 lg:sticky lg:top-6 lg:row-span-2">
        <Properties ticket={ticket} onChange={mayChange ? change : undefined}>
          {mayChange && <RequesterLink id={ticket.id} />}
        </Properties>
        {aside}
      </div>
      <Timeline id={ticket.id} />
    </div>
  )
}

const textsOf = ({ title, description }: Ticket) => ({ title, description })

function TicketText({ ticket, onEdit }: { ticket: Ticket; onEdit: (() => void) | undefined }) {
  return (
    <>
      <div className="flex items-start justify-between gap-4">
        <h1 dir="auto" className="user-text min-w-0 text-xl font-bold tracking-tight">
          {ticket.title}
        </h1>
        {onEdit && (
          <Button variant="ghost" onClick={onEdit} className="shrink-0">
            <PencilLine aria-hidden="true" className="size-4" /> Edit
          </Button>
        )}
      </div>
      <div dir="auto" className="user-text rounded-lg bg-surface px-5 py-4 whitespace-pre-wrap shadow-card">
        {ticket.description}
      </div>
    </>
  )
}
