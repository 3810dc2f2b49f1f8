import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

/** What may import what: shared -> features -> app, and no feature another one. */
const SRC = import.meta.dirname
const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g
/** The mock backend and the entry point put everything together. */
const ASSEMBLY = /^(mocks\/|main\.tsx$|architecture\.test\.ts$)/
const ROUTER_OR_QUERY = /^(react-router|@tanstack\/react-query)/

interface Import {
  from: string
  to: string
}

function layerOf(file: string): 'app' | 'feature' | 'shared' {
  if (file.startsWith('app/')) return 'app'
  return file.startsWith('features/') ? 'feature' : 'shared'
}

const featureOf = (file: string) => file.split('/')[1]

/** Why an import is wrong; undefined where it is right. */
function objection({ from, to }: Import): string | undefined {
  if (ASSEMBLY.test(from)) return undefined
  if (to.startsWith('mocks/')) return from.includes('.test.') ? undefined : 'only tests use the mock backend'
  if (from.startsWith('components/ui/') && ROUTER_OR_QUERY.test(to)) return 'ui knows no router and no query'
  const [source, target] = [layerOf(from), layerOf(to)]
  if (source !== 'app' && target === 'app') return 'only app imports app'
  if (source === 'shared' && target === 'feature') return 'shared code imports no feature'
  if (source === 'feature' && target === 'feature' && featureOf(from) !== featureOf(to)) {
    return 'no feature imports another'
  }
  return undefined
}

function sources(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8')
  return [...text.matchAll(IMPORT)].map(([, name = '']) => ({ from: file, to: resolveImport(file, name) }))
}

function resolveImport(file: string, name: string): string {
  if (name.startsWith('@/')) return name.slice(2)
  if (!name.startsWith('.')) return name
  return relative(SRC, resolve(SRC, dirname(file), name))
    .split(sep)
    .join('/')
}

describe('imports', () => {
  it.each<[string, string, boolean]>([
    ['features/tickets/cache.ts', 'features/dashboard/queries', false],
    ['features/tickets/cache.ts', 'features/tickets/queries', true],
    ['lib/time.ts', 'features/tickets/queries', false],
    ['features/tickets/cache.ts', 'app/router', false],
    ['app/router.tsx', 'features/tickets/queries', true],
    ['components/ui/button.tsx', 'react-router', false],
    ['features/tickets/cache.ts', 'mocks/data', false],
  ])('from %s to %s are judged', (from, to, allowed) => {
    expect(objection({ from, to }) === undefined).toBe(allowed)
  })

  it('flow from shared code over features to the app', () => {
    const all = sources().flatMap(importsOf)
    expect(all.length).toBeGreaterThan(200)
    const wrong = all.flatMap((one) => {
      const why = objection(one)
      return why ? [`${one.from} -> ${one.to}: ${why}`] : []
    })
    expect(wrong).toEqual([])
  })

  it('name the file that has what they want: there are no barrels', () => {
    expect(sources().filter((file) => /(^|\/)index\.tsx?$/.test(file))).toEqual([])
  })
})

describe('colours', () => {
  it('come from the tokens only', () => {
    const literal = /#[0-9a-f]{3,8}\b(?![\w-])|\b(?:rgb|hsl|oklch)a?\(/i
    const withColour = sources().filter(
      (file) => !file.includes('.test.') && literal.test(readFileSync(join(SRC, file), 'utf8')),
    )
    expect(withColour).toEqual([])
  })
})
