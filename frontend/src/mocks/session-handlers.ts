import { delay, HttpResponse, type RequestHandler } from 'msw'
import { createOpenApiHttp } from 'openapi-msw'
import type { paths } from '@/api/schema.gen'
import { CODE, makeToken, SECRET } from './accounts'
import type { Desk } from './desk'
import { errorBody, failure } from './failures'

const http = createOpenApiHttp<paths>({ baseUrl: globalThis.location.origin })

const WRONG_PASSWORD = errorBody('invalid', 'Invalid.', { password: ['This is not your password.'] })

/** Signing in and out, and an account's own things. A user name with a sentinel makes signing in fail that way. */
export function createSessionHandlers({ accounts }: Desk): RequestHandler[] {
  return [
    http.get('/api/session/', ({ response }) => response(200).json(accounts.session)),

    http.post('/api/session/', async ({ request, response }) => {
      const { username, password, code } = await request.json()
      if (username.includes('[slow]')) await delay('infinite')
      if (username.includes('[429]')) {
        const headers = { 'Retry-After': '900' }
        return response.untyped(
          HttpResponse.json(errorBody('throttled', 'Too many.'), { status: 429, headers }),
        )
      }
      const failed = failure(username)
      if (failed) return response.untyped(failed)
      const user = accounts.users.get(username)
      const refuse = (reason: string) =>
        response('default').json(errorBody(reason, 'Not signed in.'), { status: 401 })
      if (!user || password !== accounts.password) return refuse('invalid_credentials')
      if (accounts.secondFactor.enabled && code !== CODE) {
        return refuse(code ? 'invalid_code' : 'second_factor_required')
      }
      return response(200).json(accounts.enter(user))
    }),

    http.delete('/api/session/', ({ response }) => {
      accounts.session = { ...accounts.session, user: null }
      return response(204).empty()
    }),

    http.post('/api/session/password/', async ({ request, response }) => {
      const { current_password, new_password } = await request.json()
      const fields: Record<string, string[]> =
        current_password === accounts.password
          ? { new_password: ['This password is too common.'] }
          : { current_password: ['This is not your password.'] }
      if (current_password !== accounts.password || new_password === 'passwordpassword') {
        return response('default').json(errorBody('invalid', 'Invalid.', fields), { status: 400 })
      }
      accounts.password = new_password
      return response(204).empty()
    }),

    http.post('/api/session/password/link/', async ({ request, response }) => {
      const { code, new_password } = await request.json()
      if (code !== '1.good') {
        const fields = { code: ['This link was used or is too old.'] }
        return response('default').json(errorBody('invalid', 'Invalid.', fields), { status: 400 })
      }
      accounts.password = new_password
      return response(204).empty()
    }),

    http.get('/api/session/second-factor/', ({ response }) => response(200).json(accounts.secondFactor)),

    http.post('/api/session/second-factor/', async ({ request, response }) =>
      (await request.json()).password === accounts.password
        ? response(201).json({ secret: SECRET, address: `otpauth://totp/grace?secret=${SECRET}` })
        : response('default').json(WRONG_PASSWORD, { status: 400 }),
    ),

    http.post('/api/session/second-factor/confirm/', async ({ request, response }) => {
      if ((await request.json()).code !== CODE) {
        const fields = { code: ['This code is not right.'] }
        return response('default').json(errorBody('invalid', 'Invalid.', fields), { status: 400 })
      }
      accounts.secondFactor = { enabled: true, recovery_codes_left: 2 }
      if (accounts.session.user) accounts.enter(accounts.session.user)
      return response(200).json({ recovery_codes: ['aaaa-bbbb', 'cccc-dddd'] })
    }),

    http.post('/api/session/second-factor/remove/', async ({ request, response }) => {
      if ((await request.json()).password !== accounts.password) {
        return response('default').json(WRONG_PASSWORD, { status: 400 })
      }
      accounts.secondFactor = { enabled: false, recovery_codes_left: 0 }
      return response(204).empty()
    }),

    http.get('/api/tokens/', ({ response }) => response(200).json({ results: accounts.tokens })),

    http.post('/api/tokens/', async ({ request, response }) => {
      const { name, scope } = await request.json()
      const failed = failure(name)
      if (failed) return response.untyped(failed)
      const token = makeToken({ id: accounts.tokens.length + 1, name, scope })
      accounts.tokens = [token, ...accounts.tokens]
      return response(201).json({ ...token, token: 'desk_abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' })
    }),

    http.delete('/api/tokens/{token_id}/', ({ params, response }) => {
      const revoked_at = new Date().toISOString()
      accounts.tokens = accounts.tokens.map((token) =>
        token.id === Number(params.token_id) ? { ...token, revoked_at } : token,
      )
      return response(204).empty()
    }),
  ]
}
