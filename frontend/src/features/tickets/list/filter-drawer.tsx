import { SlidersHorizontal } from 'lucide-react'
import { buttonClass } from '@/components/ui/button'
import { MenuButton } from '@/components/ui/menu-button'
import { later } from '@/lib/later'
import { countPicked } from '../filters'
import type { FilterPanelProps } from './filter-panel'

const [FilterPopover, loadFilterPopover] = later(async () => (await import('./filter-popover')).FilterPopover)

/** The filters where there is no room beside the list. */
export function FilterDrawer({ filters, onChange }: FilterPanelProps) {
  const picked = countPicked(filters)
  return (
    <MenuButton
      popup="dialog"
      className={buttonClass('outline', 'h-9.5 xl:hidden')}
      prepare={loadFilterPopover}
      opens={(opener) => <FilterPopover opener={opener} filters={filters} onChange={onChange} />}
    >
      <SlidersHorizontal aria-hidden="true" className="size-4" />
      <span>Filters{picked > 0 && ` (${picked})`}</span>
    </MenuButton>
  )
}
