import { ChevronDown } from 'lucide-react'
import type { Status } from '@/api/types'
import { STATUS_TONE, StatusBadge } from '@/components/ui/badges'
import { ChoiceMenu } from '@/components/ui/choice-menu'
import { StatusGlyph } from '@/components/ui/glyphs'
import { STATUS_LABEL, STATUSES } from '@/lib/choices'
import { cx } from '@/lib/cx'

const CHOICES = STATUSES.map((value) => ({ value, content: <StatusBadge status={value} /> }))

interface StatusMenuProps {
  status: Status
  /** Whose status it is, for screen readers. */
  of: string
  /** Undefined for who may not change it: then it is only shown. */
  onChange: ((status: Status) => void) | undefined
}

export function StatusMenu({ status, of, onChange }: StatusMenuProps) {
  if (!onChange) return <StatusBadge status={status} />
  return (
    <ChoiceMenu
      label={`Status of ${of}: ${STATUS_LABEL[status]}`}
      value={status}
      choices={CHOICES}
      onChange={onChange}
      triggerClassName={cx(
        'inline-flex min-h-7 items-center gap-1.5 rounded-full py-0.5 pr-2 pl-2.5 text-xs font-semibold whitespace-nowrap',
        'hover:ring-1 hover:ring-current data-[state=open]:ring-1 data-[state=open]:ring-current',
        STATUS_TONE[status],
      )}
      trigger={
        <>
          <StatusGlyph status={status} /> {STATUS_LABEL[status]}
          <ChevronDown aria-hidden="true" className="size-3.5 opacity-70" />
        </>
      }
    />
  )
}
