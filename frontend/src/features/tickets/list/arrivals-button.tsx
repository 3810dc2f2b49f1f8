import { ArrowUp } from 'lucide-react'
import { plural } from '@/lib/format'

/** Floats above the rows, so that its coming moves nothing. */
export function ArrivalsButton({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div role="status" className="pointer-events-none sticky top-28 z-20 flex h-0 justify-center">
      {count > 0 && (
        <button
          type="button"
          onClick={onShow}
          className="pointer-events-auto flex h-8 translate-y-2 animate-rise items-center gap-1.5 rounded-full bg-solid px-4 text-xs font-semibold text-on-solid shadow-float hover:bg-solid-hover"
        >
          <ArrowUp aria-hidden="true" className="size-3.5" strokeWidth={2.5} /> {plural(count, 'new ticket')}
        </button>
      )}
    </div>
  )
}
