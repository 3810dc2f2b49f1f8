import { type FormEvent, useState } from 'react'
import type { Ticket } from '@/api/types'
import { Button } from '@/components/ui/button'
import { Field, inputClass } from '@/components/ui/field'
import { EMPTY_DRAFT, validateDraft } from '../new/draft'

interface TextEditorProps {
  /** As it was when editing began: what somebody else saves in the meantime is a conflict. */
  ticket: Ticket
  saving: boolean
  onSave: (texts: { title: string; description: string }) => void
  onCancel: () => void
}

/** Title and description of a ticket, held to the same rules as in a new one. */
export function TextEditor({ ticket, saving, onSave, onCancel }: TextEditorProps) {
  const [title, setTitle] = useState(ticket.title)
  const [description, setDescription] = useState(ticket.description)
  const errors = validateDraft({ ...EMPTY_DRAFT, title, description })

  function save(event: FormEvent) {
    event.preventDefault()
    if (!errors.title && !errors.description) onSave({ title: title.trim(), description: description.trim() })
  }

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      <Field label="Title" errors={errors.title}>
        {(control) => (
          <input
            {...control}
            dir="auto"
            autoComplete="off"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            className={inputClass('font-semibold')}
          />
        )}
      </Field>
      <Field label="Description" errors={errors.description}>
        {(control) => (
          <textarea
            {...control}
            dir="auto"
            rows={8}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
            className={inputClass('max-h-[70vh] min-h-40 resize-y field-sizing-content')}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant="solid" aria-disabled={saving}>
          {saving ? 'Saving…' : 'Save'}
        </Button>
        <Button variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
