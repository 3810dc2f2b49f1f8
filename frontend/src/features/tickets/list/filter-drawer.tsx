import { SlidersHorizontal } from 'lucide-react'
import { Popover } from 'radix-ui'
import { buttonClass } from '@/components/ui/button'
import { countPicked, type Filters } from '../filters'
import { FilterPanel } from './filter-panel'

interface FilterDrawerProps {
  filters: Filters
  onChange: (change: (filters: Filters) => Filters) => void
}

/** The filters where there is no room beside the list. */
export function FilterDrawer({ filters, onChange }: FilterDrawerProps) {
  const picked = countPicked(filters)
  return (
    <Popover.Root>
      <Popover.Trigger className={buttonClass('outline', 'h-9.5 xl:hidden')}>
        <SlidersHorizontal aria-hidden="true" className="size-4" />
        <span>Filters{picked > 0 && ` (${picked})`}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={8}
          collisionPadding={12}
          aria-label="Filters"
          className="z-40 max-h-(--radix-popover-content-available-height) w-[min(38rem,calc(100vw-1.5rem))] animate-rise overflow-y-auto rounded-lg border border-line bg-canvas p-3 shadow-float xl:hidden"
        >
          <FilterPanel filters={filters} onChange={onChange} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
