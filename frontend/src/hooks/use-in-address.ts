import { useCallback, useEffect, useMemo, useState } from 'react'
import { useNavigation, useSearchParams } from 'react-router'

/**
 * State that lies in the address, so that it outlives a reload. `read` and `write` stay the same over renders.
 *
 * A navigation takes a moment, and a radio button must not: what was just chosen counts until the address says so too.
 */
export function useInAddress<State>(
  read: (parameters: URLSearchParams) => State,
  write: (parameters: URLSearchParams, state: State) => URLSearchParams,
): [State, (state: State) => void] {
  const [parameters, setParameters] = useSearchParams()
  const inAddress = useMemo(() => read(parameters), [read, parameters])
  const { state: navigation } = useNavigation()
  const [chosen, setChosen] = useState<{ state: State }>()

  // Not at the first change: where two choices follow quickly, the address first says the former.
  useEffect(() => {
    const said = chosen && `${write(parameters, chosen.state)}` === `${parameters}`
    if (said && navigation === 'idle') setChosen(undefined)
  }, [chosen, parameters, write, navigation])

  const choose = useCallback(
    (state: State) => {
      setChosen({ state })
      setParameters((now) => write(now, state), { replace: true, preventScrollReset: true })
    },
    [setParameters, write],
  )
  return [chosen ? chosen.state : inAddress, choose]
}
