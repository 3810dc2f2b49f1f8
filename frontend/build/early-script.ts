import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/** Where the script goes in index.html: behind the charset, which has to be early too, and before the styles, which block. */
const PLACE = '<!-- early.ts -->'
const ENTRY = fileURLToPath(new URL('../src/early.ts', import.meta.url))

interface Chunk {
  type: string
  facadeModuleId?: string | null
  fileName: string
  imports?: string[]
}

/**
 * Puts src/early.ts into the head: built, a classic script that blocks, with a hash in its name so that it is asked
 * for once; and tells it which files the first view of each page needs beside those of the app.
 *
 * `pages`: path to the module of its page.
 */
export function earlyScript(pages: Record<string, string>): Plugin {
  let building = false
  return {
    name: 'early-script',
    configResolved: ({ command }) => {
      building = command === 'build'
    },
    buildStart() {
      if (building) this.emitFile({ type: 'chunk', id: ENTRY, name: 'early' })
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        if (!html.includes(PLACE)) throw new Error(`index.html has no ${PLACE}`)
        if (!bundle) return html.replace(PLACE, '<script type="module" src="/src/early.ts"></script>')
        const chunks = Object.values(bundle) as Chunk[]
        const find = (module: string) => chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module))
        const script = find('/src/early.ts')
        if (!script) throw new Error('src/early.ts was not built.')
        if (script.imports?.length) throw new Error('src/early.ts must import nothing: it is no module.')
        const files = (module: string) =>
          withImports(find(module), chunks).filter((file) => !html.includes(file))
        const needed = Object.entries(pages).map(([path, module]) => [
          path,
          files(module).map((file) => `/${file}`),
        ])
        const attribute = JSON.stringify(Object.fromEntries(needed)).replaceAll('"', '&quot;')
        return html.replace(
          PLACE,
          () => `<script src="/${script.fileName}" data-pages="${attribute}"></script>`,
        )
      },
    },
  }
}

function withImports(chunk: Chunk | undefined, chunks: readonly Chunk[]): string[] {
  if (!chunk) throw new Error('A page of the first view was not built: is its path right?')
  const names = new Set([chunk.fileName])
  for (const name of names) {
    for (const file of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) names.add(file)
  }
  return [...names]
}
