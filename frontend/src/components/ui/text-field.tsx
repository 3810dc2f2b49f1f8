import type { ComponentProps } from 'react'
import { Field, inputClass } from './field'

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  label: string
  value: string
  onChange: (value: string) => void
  errors?: readonly string[] | undefined
}

/** One line of text that is no prose: a name, a code. */
export function TextField({ label, value, onChange, errors, className, ...props }: TextFieldProps) {
  return (
    <Field label={label} errors={errors}>
      {(control) => (
        <input
          autoCapitalize="none"
          spellCheck={false}
          {...props}
          {...control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={inputClass(className)}
        />
      )}
    </Field>
  )
}
