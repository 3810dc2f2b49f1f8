import { SendHorizontal } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, type ReactNode, useCallback, useRef, useState } from 'react'
import type { FieldErrors } from '@/api/errors'
import type { Suggestion } from '@/api/types'
import { Button } from '@/components/ui/button'
import { Field, inputClass } from '@/components/ui/field'
import { formatCount } from '@/lib/format'
import { countCharacters, type Draft, editDraft, TITLE_MAX, usable, validateDraft } from './draft'
import { TriageFields } from './triage-fields'

interface NewTicketFormProps {
  draft: Draft
  onChange: (change: (draft: Draft) => Draft) => void
  suggestion: Suggestion | undefined
  /** Why each field is suggested, and how the suggestion is doing. */
  reasons: { category: ReactNode; priority: ReactNode; state: ReactNode }
  /** The person left a text field. */
  onPause: () => void
  onSubmit: () => void
  sending: boolean
  /** What the server refused, by field. */
  refused: FieldErrors
}

export function NewTicketForm(props: NewTicketFormProps) {
  const { draft, onChange, suggestion, reasons, onPause, onSubmit, sending, refused } = props
  const [checked, setChecked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const errors = checked ? validateDraft(draft) : {}
  const length = countCharacters(draft.title)
  const choose = useCallback(
    (choice: Partial<Pick<Draft, 'category' | 'priority'>>) => onChange((now) => editDraft(now, choice)),
    [onChange],
  )

  function submit(event?: FormEvent) {
    event?.preventDefault()
    if (sending) return
    const [invalid] = Object.keys(validateDraft(draft))
    setChecked(invalid !== undefined)
    if (invalid) form.current?.querySelector<HTMLElement>(`[name=${invalid}]`)?.focus()
    else onSubmit()
  }

  function submitByKeyboard(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
  }

  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field
        label="Title"
        errors={errors.title ?? refused.title}
        aside={
          <span
            className={length > TITLE_MAX ? 'text-xs font-semibold text-danger' : 'text-xs text-ink-faint'}
          >
            {formatCount(length)}/{TITLE_MAX}
            <span className="sr-only"> characters</span>
          </span>
        }
      >
        {(control) => (
          <input
            {...control}
            name="title"
            dir="auto"
            autoComplete="off"
            placeholder="What is it about, in one line?"
            value={draft.title}
            onChange={(event) => onChange((now) => editDraft(now, { title: event.target.value }))}
            onBlur={onPause}
            className={inputClass()}
          />
        )}
      </Field>
      <Field label="Description" errors={errors.description ?? refused.description}>
        {(control) => (
          <textarea
            {...control}
            name="description"
            dir="auto"
            rows={7}
            placeholder="What happened, what did you expect, who is affected?"
            value={draft.description}
            onChange={(event) => onChange((now) => editDraft(now, { description: event.target.value }))}
            onBlur={onPause}
            onKeyDown={submitByKeyboard}
            className={inputClass('max-h-[60vh] min-h-40 resize-y field-sizing-content')}
          />
        )}
      </Field>
      <TriageFields
        category={draft.category}
        priority={draft.priority}
        suggestion={usable(suggestion)}
        reasons={reasons}
        onChoose={choose}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" variant="solid" aria-disabled={sending} className="min-w-36">
          <SendHorizontal aria-hidden="true" className="size-4" />
          {sending ? 'Submitting…' : 'Submit ticket'}
        </Button>
        <p className="hidden text-xs text-ink-faint sm:block">Ctrl + Enter in the description submits too.</p>
      </div>
    </form>
  )
}
