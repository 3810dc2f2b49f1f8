import { type FormEvent, useState } from 'react'
import { toApiError } from '@/api/errors'
import { Button } from '@/components/ui/button'
import { PasswordField } from '@/components/ui/password-field'
import { RequestProblem } from './request-problem'

interface PasswordPromptProps {
  /** What the button does: "Go on". */
  action: string
  pending: boolean
  error: unknown
  onPassword: (password: string) => void
  onCancel: () => void
}

/** Asks for the password again, because a session may have been left open. */
export function PasswordPrompt({ action, pending, error, onPassword, onCancel }: PasswordPromptProps) {
  const [password, setPassword] = useState('')

  function submit(event: FormEvent) {
    event.preventDefault()
    if (password && !pending) onPassword(password)
  }

  return (
    <form noValidate onSubmit={submit} className="flex max-w-md flex-col gap-4">
      {error != null && <RequestProblem title="This did not work" error={error} />}
      <PasswordField
        label="Your password"
        name="password"
        autoComplete="current-password"
        autoFocus
        value={password}
        onChange={setPassword}
        errors={error != null ? toApiError(error).fields.password : undefined}
      />
      <div className="flex gap-2">
        <Button type="submit" variant="solid" disabled={!password} aria-disabled={pending}>
          {action}
        </Button>
        <Button variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
