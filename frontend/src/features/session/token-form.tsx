import { type FormEvent, useId, useState } from 'react'
import { toApiError } from '@/api/errors'
import type { TokenCreate } from '@/api/types'
import { Button } from '@/components/ui/button'
import { inputClass } from '@/components/ui/field'
import { TextField } from '@/components/ui/text-field'
import { RequestProblem } from './request-problem'
import { LIFETIMES, SCOPE_WORDS, SCOPES, type Scope } from './token-words'
import type { useCreateToken } from './use-tokens'

const NEW: TokenCreate = { name: '', scope: 'read', days: 90 }

export function TokenForm({ create }: { create: ReturnType<typeof useCreateToken> }) {
  const [token, setToken] = useState(NEW)
  const [checked, setChecked] = useState(false)
  const id = useId()
  const missing = checked && !token.name.trim()
  const refused = create.isError ? toApiError(create.error).fields : {}

  function submit(event: FormEvent) {
    event.preventDefault()
    setChecked(true)
    if (!token.name.trim() || create.isPending) return
    create.mutate(token, {
      onSuccess: () => {
        setToken(NEW)
        setChecked(false)
      },
    })
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {create.isError && <RequestProblem title="The token was not made" error={create.error} />}
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_auto_auto]">
        <TextField
          label="Name"
          name="token-name"
          autoComplete="off"
          maxLength={100}
          placeholder="What it is for"
          value={token.name}
          onChange={(name) => setToken({ ...token, name })}
          errors={missing ? ['Name it, so that you know later what it was for.'] : refused.name}
        />
        <div>
          <label htmlFor={`${id}-scope`} className="mb-1.5 block text-sm font-semibold">
            May
          </label>
          <select
            id={`${id}-scope`}
            value={token.scope}
            onChange={(event) => setToken({ ...token, scope: event.target.value as Scope })}
            className={inputClass()}
          >
            {SCOPES.map((scope) => (
              <option key={scope} value={scope}>
                {SCOPE_WORDS[scope]}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label htmlFor={`${id}-days`} className="mb-1.5 block text-sm font-semibold">
            Holds for
          </label>
          <select
            id={`${id}-days`}
            value={token.days}
            onChange={(event) => setToken({ ...token, days: Number(event.target.value) })}
            className={inputClass()}
          >
            {LIFETIMES.map((days) => (
              <option key={days} value={days}>
                {days} days
              </option>
            ))}
          </select>
        </div>
      </div>
      <div>
        <Button type="submit" aria-disabled={create.isPending}>
          {create.isPending ? 'Making…' : 'Make a token'}
        </Button>
      </div>
    </form>
  )
}
