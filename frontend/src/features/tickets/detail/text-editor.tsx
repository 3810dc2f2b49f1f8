import type { FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Field, inputClass } from '@/components/ui/field'
import { validateDraft } from '../new/draft'
import { type Texts, textsToSave } from './edit-store'

interface TextEditorProps {
  texts: Texts
  saving: boolean
  onChange: (texts: Texts) => void
  onSave: (texts: Texts) => void
  onCancel: () => void
}

/** Title and description of a ticket, held to the same rules as in a new one. */
export function TextEditor({
  texts: { title, description },
  saving,
  onChange,
  onSave,
  onCancel,
}: TextEditorProps) {
  const errors = validateDraft({ title, description })

  function save(event: FormEvent) {
    event.preventDefault()
    const ready = textsToSave({ title, description })
    if (ready) onSave(ready)
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
            onChange={(event) => onChange({ title: event.target.value, description })}
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
            onChange={(event) => onChange({ title, description: event.target.value })}
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
