import { type ReactNode, useId } from 'react'
import { cx } from '@/lib/cx'

interface FieldProps {
  label: string
  /** At the end of the label's line: a counter, a mark. */
  aside?: ReactNode
  errors?: readonly string[] | undefined
  children: (control: {
    id: string
    'aria-invalid': boolean
    'aria-describedby': string | undefined
  }) => ReactNode
}

/** A label, one control, and what is wrong with it. */
export function Field({ label, aside, errors = [], children }: FieldProps) {
  const id = useId()
  const errorId = `${id}-error`
  const invalid = errors.length > 0
  return (
    <div>
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="text-sm font-semibold">
          {label}
        </label>
        {aside}
      </div>
      {children({ id, 'aria-invalid': invalid, 'aria-describedby': invalid ? errorId : undefined })}
      {invalid && <FieldErrors id={errorId} errors={errors} />}
    </div>
  )
}

export function FieldErrors({ id, errors }: { id: string; errors: readonly string[] }) {
  return (
    <p id={id} className="mt-1.5 text-sm font-medium text-danger">
      {errors.join(' ')}
    </p>
  )
}

/**
 * For a radio or checkbox that is drawn by its label: invisible, but where it is seen to be, so that pointers,
 * voice control and touch exploration find it.
 */
export const OVERLAID_INPUT = 'absolute inset-0 size-full cursor-pointer appearance-none opacity-0'

/** The look of a text input or text area. */
export function inputClass(className?: string): string {
  return cx(
    'block w-full rounded-md border border-line-strong bg-raised px-3 py-2 text-base text-ink transition-colors',
    'hover:border-ink-faint aria-invalid:border-danger',
    className,
  )
}
