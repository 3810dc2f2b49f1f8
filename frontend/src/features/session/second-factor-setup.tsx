import { Smartphone } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { toApiError } from '@/api/errors'
import { Button, buttonClass } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { TextField } from '@/components/ui/text-field'
import { RequestProblem } from './request-problem'
import { groups } from './secret-groups'
import type { useConfirmSecondFactor } from './use-second-factor'

interface SecondFactorSetupProps {
  secret: string
  /** The secret as an otpauth address, which authenticator apps open on the same device. */
  address: string
  confirm: ReturnType<typeof useConfirmSecondFactor>
  onCancel: () => void
}

/** The secret goes into the app, and a code of the app shows that it is there. */
export function SecondFactorSetup({ secret, address, confirm, onCancel }: SecondFactorSetupProps) {
  const [code, setCode] = useState('')

  function submit(event: FormEvent) {
    event.preventDefault()
    if (code.trim() && !confirm.isPending) confirm.mutate(code.trim())
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <div>
        <p className="text-sm">
          <strong className="font-semibold">1.</strong> Add an account in your authenticator app with this
          key:
        </p>
        <code className="mt-2 block max-w-md rounded-md bg-sunken px-3 py-2 font-mono text-sm leading-relaxed tracking-wide">
          {groups(secret)}
        </code>
        <div className="mt-2.5 flex flex-wrap gap-2">
          <CopyButton text={secret} what="the key" />
          <a href={address} className={buttonClass('ghost')}>
            <Smartphone aria-hidden="true" className="size-4" /> Open the app on this device
          </a>
        </div>
      </div>
      <div className="flex max-w-md flex-col gap-4">
        {confirm.isError && <RequestProblem title="The second factor is not on" error={confirm.error} />}
        <TextField
          label="2. Type the code that the app shows"
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          value={code}
          onChange={setCode}
          errors={confirm.isError ? toApiError(confirm.error).fields.code : undefined}
          className="font-mono tracking-widest"
        />
        <div className="flex gap-2">
          <Button type="submit" variant="solid" disabled={!code.trim()} aria-disabled={confirm.isPending}>
            Switch it on
          </Button>
          {/* The answer brings the recovery codes, which are shown this once. */}
          <Button variant="ghost" disabled={confirm.isPending} onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </div>
    </form>
  )
}
