import { useQuery } from '@tanstack/react-query'
import { CategoryBadge, PriorityBadge } from '@/components/ui/badges'
import { StatusGlyph } from '@/components/ui/glyphs'
import { CATEGORIES, PRIORITIES, STATUS_LABEL, STATUSES } from '@/lib/choices'
import { type Filters, toggle } from '../filters'
import { facetsQuery } from '../queries'
import { AssigneeFilter } from './assignee-filter'
import { FacetGroup } from './facet-group'

export interface FilterPanelProps {
  filters: Filters
  onChange: (change: (filters: Filters) => Filters) => void
}

const STATUS_OPTIONS = STATUSES.map((value) => ({
  value,
  content: (
    <span className="inline-flex items-center gap-1.5 text-xs text-ink-soft">
      <StatusGlyph status={value} /> {STATUS_LABEL[value]}
    </span>
  ),
}))
// The most pressing first.
const PRIORITY_OPTIONS = PRIORITIES.toReversed().map((value) => ({
  value,
  content: <PriorityBadge priority={value} />,
}))
const CATEGORY_OPTIONS = CATEGORIES.map((value) => ({ value, content: <CategoryBadge category={value} /> }))

/** Every value of every filter with its number of tickets, one click away. */
export function FilterPanel({ filters, onChange }: FilterPanelProps) {
  const facets = useQuery(facetsQuery(filters))
  const uncounted = [filters.search && 'the search', filters.assignee.length > 0 && 'the assignee'].filter(
    Boolean,
  )
  return (
    <div className="grid gap-x-6 gap-y-5 sm:grid-cols-2 xl:grid-cols-1">
      <AssigneeFilter filters={filters} onChange={onChange} />
      <FacetGroup
        legend="Status"
        options={STATUS_OPTIONS}
        picked={filters.status}
        counts={facets.data?.status}
        onToggle={(value) => onChange((now) => toggle(now, 'status', value))}
      />
      <FacetGroup
        legend="Priority"
        options={PRIORITY_OPTIONS}
        picked={filters.priority}
        counts={facets.data?.priority}
        onToggle={(value) => onChange((now) => toggle(now, 'priority', value))}
      />
      <FacetGroup
        legend="Category"
        options={CATEGORY_OPTIONS}
        picked={filters.category}
        counts={facets.data?.category}
        onToggle={(value) => onChange((now) => toggle(now, 'category', value))}
      />
      {uncounted.length > 0 && (
        <p className="px-2 text-xs text-ink-faint sm:col-span-2 xl:col-span-1">
          The numbers leave {uncounted.join(' and ')} out.
        </p>
      )}
    </div>
  )
}
