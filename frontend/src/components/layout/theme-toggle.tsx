import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { OVERLAID_INPUT } from '@/components/ui/field'
import { applyTheme, storedTheme, THEMES, type Theme } from '@/lib/theme'

const LOOK: Record<Theme, { icon: typeof Sun; label: string }> = {
  system: { icon: Monitor, label: 'System' },
  light: { icon: Sun, label: 'Light' },
  dark: { icon: Moon, label: 'Dark' },
}

/**
 * System, light, dark: as radio buttons, so that the arrow keys work and the choice is announced. `place` keeps
 * the radio groups of the two places that show it apart.
 */
export function ThemeToggle({ place }: { place: string }) {
  const [theme, setTheme] = useState(storedTheme)

  function choose(next: Theme) {
    setTheme(next)
    applyTheme(next)
  }

  return (
    <fieldset className="inline-flex rounded-full bg-sunken p-0.5">
      <legend className="sr-only">Theme</legend>
      {THEMES.map((value) => {
        const { icon: Icon, label } = LOOK[value]
        return (
          <label
            key={value}
            title={label}
            className="relative rounded-full p-1.5 text-ink-faint hover:text-ink has-checked:bg-raised has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-pencil"
          >
            <input
              type="radio"
              name={`theme-${place}`}
              value={value}
              checked={theme === value}
              onChange={() => choose(value)}
              className={OVERLAID_INPUT}
            />
            <Icon aria-hidden="true" className="size-4" />
            <span className="sr-only">{label}</span>
          </label>
        )
      })}
    </fieldset>
  )
}
