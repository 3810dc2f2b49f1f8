import { useState } from 'react'
import { PageHeader } from '@/components/layout/page-header'
import { DashboardView } from '@/features/dashboard/dashboard-view'
import { DEFAULT_RANGE, type Range } from '@/features/dashboard/queries'
import { RangePicker } from '@/features/dashboard/range-picker'

export function Dashboard() {
  const [range, setRange] = useState<Range>(DEFAULT_RANGE)
  return (
    <div className="max-w-6xl">
      <PageHeader title="Dashboard" aside={<RangePicker value={range} onChange={setRange} />} />
      <DashboardView range={range} />
    </div>
  )
}
