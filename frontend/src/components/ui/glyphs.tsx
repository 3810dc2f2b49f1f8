import type { ReactNode } from 'react'
import type { Priority, Status } from '@/api/types'

/** Priority by height, so that it reads without colour: one to three bars, and an octagon for what cannot wait. */
const PRIORITY_BARS: Record<Exclude<Priority, 'critical'>, number> = { low: 1, medium: 2, high: 3 }

export function PriorityGlyph({ priority }: { priority: Priority }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 14 14" className="size-3.5 shrink-0" fill="currentColor">
      {priority === 'critical' ? (
        <path
          fillRule="evenodd"
          d="M4.3.6h5.4l3.7 3.7v5.4l-3.7 3.7H4.3L.6 9.7V4.3L4.3.6Zm1.9 2.6.2 4.9h1.2l.2-4.9H6.2Zm.8 6a1 1 0 1 0 0 2 1 1 0 0 0 0-2Z"
        />
      ) : (
        [0, 1, 2].map((bar) => (
          <rect
            key={bar}
            x={1 + bar * 4.5}
            y={9 - bar * 4}
            width="3"
            height={4 + bar * 4}
            rx="1"
            opacity={bar < PRIORITY_BARS[priority] ? 1 : 0.25}
          />
        ))
      )}
    </svg>
  )
}

/** Status as a circle that fills up, gets its tick, and is crossed off. */
const STATUS_SHAPE: Record<Status, ReactNode> = {
  open: <circle cx="7" cy="7" r="5.25" fill="none" stroke="currentColor" strokeWidth="1.75" />,
  in_progress: (
    <>
      <circle cx="7" cy="7" r="5.25" fill="none" stroke="currentColor" strokeWidth="1.75" />
      <path d="M7 3.6a3.4 3.4 0 0 1 0 6.8Z" fill="currentColor" />
    </>
  ),
  resolved: (
    <path
      fill="currentColor"
      fillRule="evenodd"
      d="M7 .9a6.1 6.1 0 1 0 0 12.2A6.1 6.1 0 0 0 7 .9Zm3.2 4.6L6.4 9.6 3.9 7.2l1-1.1 1.4 1.4 2.8-3 1.1 1Z"
    />
  ),
  closed: (
    <path
      fill="currentColor"
      fillRule="evenodd"
      d="M7 .9a6.1 6.1 0 1 0 0 12.2A6.1 6.1 0 0 0 7 .9ZM3.8 6.2h6.4v1.6H3.8V6.2Z"
    />
  ),
}

export function StatusGlyph({ status }: { status: Status }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 14 14" className="size-3.5 shrink-0">
      {STATUS_SHAPE[status]}
    </svg>
  )
}
