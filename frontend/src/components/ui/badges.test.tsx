import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { CATEGORIES, CATEGORY_LABEL, PRIORITIES, PRIORITY_LABEL, STATUS_LABEL, STATUSES } from '@/lib/choices'
import { CategoryBadge, PriorityBadge, StatusBadge } from './badges'

const shape = (element: HTMLElement) => element.querySelector('svg')?.innerHTML

describe('badges', () => {
  it.each(STATUSES)('tell the status %s by word and shape, not by colour alone', (status) => {
    render(<StatusBadge status={status} />)
    expect(screen.getByText(STATUS_LABEL[status]).querySelector('svg')).toHaveAttribute('aria-hidden', 'true')
  })

  it('give every status and every priority a shape of its own', () => {
    const statuses = STATUSES.map((status) => shape(render(<StatusBadge status={status} />).container))
    const priorities = PRIORITIES.map((value) => shape(render(<PriorityBadge priority={value} />).container))
    expect(new Set(statuses).size).toBe(STATUSES.length)
    expect(new Set(priorities).size).toBe(PRIORITIES.length)
  })

  it('name every priority and category', () => {
    for (const priority of PRIORITIES) render(<PriorityBadge priority={priority} />)
    for (const category of CATEGORIES) render(<CategoryBadge category={category} />)
    for (const label of [...Object.values(PRIORITY_LABEL), ...Object.values(CATEGORY_LABEL)]) {
      expect(screen.getByText(label)).toBeInTheDocument()
    }
  })
})
