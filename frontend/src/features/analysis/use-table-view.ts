import { useInAddress } from '@/hooks/use-in-address'
import { parseTableView, writeTableView } from './table-view'

export function useTableView() {
  const [view, setView] = useInAddress(parseTableView, writeTableView)
  return { view, setView }
}
