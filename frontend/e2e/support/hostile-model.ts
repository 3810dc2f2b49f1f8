import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A model behind OpenAI's API whose every text is a script attempt, and whose answers are valid otherwise. */
export class HostileModel {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(texts: readonly string[]): Promise<HostileModel> {
    let said = 0
    const say = () => texts[said++ % texts.length] ?? ''
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (part) => {
        body += part
      })
      request.on('end', () => {
        const content = JSON.stringify(answer(JSON.parse(body), say))
        response.setHeader('Content-Type', 'application/json')
        response.end(JSON.stringify(completion(content)))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    return new HostileModel(server, `http://127.0.0.1:${port}/v1`)
  }

  stop(): void {
    this.server.closeAllConnections()
    this.server.close()
  }
}

interface Schema {
  properties?: Record<string, Schema>
  items?: Schema
  type?: string
  enum?: string[]
}

interface Asked {
  messages: { role: string; content: string }[]
  response_format?: { json_schema?: { schema?: Schema } }
}

/** By the schema that was asked for: every text a payload, every list with four entries, ids from the prompt. */
function answer(asked: Asked, say: () => string): unknown {
  const prompt = asked.messages.map(({ content }) => content).join('\n')
  const ids = [...prompt.matchAll(/^#(\d+) \[/gm)].map(([, id]) => Number(id))
  const fill = (name: string, schema: Schema): unknown => {
    if (schema.enum) return schema.enum[0]
    if (name === 'ticket_ids' || name === 'theme_numbers') return ids
    if (name === 'figures') return []
    if (schema.type === 'array') return Array.from({ length: 4 }, () => fill('', schema.items ?? {}))
    if (!schema.properties) return say()
    return Object.fromEntries(
      Object.entries(schema.properties).map(([key, value]) => [key, fill(key, value)]),
    )
  }
  return fill('', asked.response_format?.json_schema?.schema ?? {})
}

function completion(content: string): object {
  const message = { role: 'assistant', content, refusal: null }
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'hostile',
    choices: [{ index: 0, message, finish_reason: 'stop', logprobs: null }],
    usage: { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 },
  }
}
