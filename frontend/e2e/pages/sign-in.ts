import type { Locator, Page } from '@playwright/test'

export class SignInPage {
  readonly userName: Locator
  readonly password: Locator
  readonly code: Locator
  readonly submit: Locator
  readonly problem: Locator
  /** Of whoever is signed in; hidden ones are those of the other window width. */
  readonly account: Locator

  constructor(private readonly page: Page) {
    this.userName = page.getByRole('textbox', { name: 'User name' })
    this.password = page.getByRole('textbox', { name: 'Password', exact: true })
    this.code = page.getByRole('textbox', { name: 'Code' })
    this.submit = page.getByRole('button', { name: 'Sign in' })
    this.problem = page.getByRole('alert')
    this.account = page.getByRole('button', { name: /^Account of/ })
  }

  async open(): Promise<void> {
    await this.page.goto('/sign-in')
  }

  async signIn(userName: string, password: string): Promise<void> {
    await this.userName.fill(userName)
    await this.password.fill(password)
    await this.submit.click()
  }

  async signOut(): Promise<void> {
    await this.account.click()
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click()
  }
}
