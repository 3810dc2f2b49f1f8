import { type PointerEvent, useState } from 'react'
import { useWidth } from '@/hooks/use-width'
import { axisTicks, labelledIndices, linePath } from '@/lib/chart-math'
import { formatCount } from '@/lib/format'
import { type Day, longDay, shortDay, summariseDays } from './days'

const HEIGHT = 230
const TOP = 10
const BOTTOM = 26
const LEFT = 34
const LABEL_GAP = 64

/** Columns for what came, a line for what was resolved: two series that stay apart without colour. */
export function DayChart({ days }: { days: readonly Day[] }) {
  const [box, width] = useWidth<HTMLDivElement>(640)
  const [active, setActive] = useState<number>()
  const ticks = axisTicks(Math.max(...days.flatMap((day) => [day.created, day.resolved])))
  const top = ticks.at(-1) ?? 1
  const slot = (width - LEFT) / days.length
  const x = (index: number) => LEFT + slot * (index + 0.5)
  const y = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top)
  const line = linePath(days.map((day, index) => ({ x: x(index), y: y(day.resolved) })))
  const day = active === undefined ? undefined : days[active]

  function point(event: PointerEvent<HTMLDivElement>) {
    const offset = event.clientX - event.currentTarget.getBoundingClientRect().left - LEFT
    const index = Math.floor(offset / slot)
    setActive(index >= 0 && index < days.length ? index : undefined)
  }

  return (
    <div
      ref={box}
      className="relative touch-pan-y"
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => setActive(undefined)}
    >
      <svg role="img" aria-label={summariseDays(days)} width={width} height={HEIGHT} className="block">
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={width} y1={y(tick)} y2={y(tick)} className="stroke-line" />
            <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end" className="fill-ink-faint text-2xs">
              {formatCount(tick)}
            </text>
          </g>
        ))}
        {day && active !== undefined && (
          <rect
            x={LEFT + slot * active}
            y={TOP}
            width={slot}
            height={HEIGHT - TOP - BOTTOM}
            className="fill-sunken"
          />
        )}
        {days.map(({ date, created }, index) => (
          <rect
            key={date}
            x={x(index) - barWidth(slot) / 2}
            y={y(created)}
            width={barWidth(slot)}
            height={y(0) - y(created)}
            rx={Math.min(3, barWidth(slot) / 3)}
            className="fill-chart"
          />
        ))}
        <path d={line} fill="none" strokeWidth="4.5" strokeLinejoin="round" className="stroke-surface" />
        <path d={line} fill="none" strokeWidth="2" strokeLinejoin="round" className="stroke-ink" />
        {labelledIndices(days.length, width - LEFT, LABEL_GAP).map((index) => (
          <text
            key={index}
            x={Math.min(x(index), width - 18)}
            y={HEIGHT - 7}
            textAnchor="middle"
            className="fill-ink-faint text-2xs"
          >
            {shortDay(days[index]?.date ?? '')}
          </text>
        ))}
      </svg>
      {day && active !== undefined && <DayTip day={day} left={x(active)} flipped={x(active) > width / 2} />}
    </div>
  )
}

function DayTip({ day, left, flipped }: { day: Day; left: number; flipped: boolean }) {
  return (
    <div
      aria-hidden="true"
      style={{ left, transform: `translateX(${flipped ? 'calc(-100% - 12px)' : '12px'})` }}
      className="pointer-events-none absolute top-2 z-10 rounded-md border border-line bg-raised px-3 py-2 text-xs whitespace-nowrap shadow-float"
    >
      <p className="font-semibold">{longDay(day.date)}</p>
      <p className="text-ink-soft">{formatCount(day.created)} created</p>
      <p className="text-ink-soft">{formatCount(day.resolved)} resolved</p>
    </div>
  )
}

function barWidth(slot: number): number {
  return Math.max(1.5, Math.min(22, slot * 0.62))
}
