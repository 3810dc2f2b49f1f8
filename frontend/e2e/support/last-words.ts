import { stripVTControlCharacters } from 'node:util'
import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter'

/** Says last why each journey failed, without sources and stacks: of a long output, often only the end is kept. */
export default class LastWords implements Reporter {
  private journeys: TestCase[] = []

  onBegin(_: FullConfig, suite: Suite): void {
    this.journeys = suite.allTests()
  }

  onEnd(): void {
    for (const journey of this.journeys.filter((one) => !one.ok())) {
      const [, project, file] = journey.titlePath()
      process.stdout.write(`\n${project} › ${file} › ${journey.title}\n`)
      for (const { message = '' } of journey.results.flatMap(({ errors }) => errors)) {
        process.stdout.write(`${stripVTControlCharacters(message)}\n`)
      }
    }
  }

  printsToStdio(): boolean {
    return false
  }
}
