// Runs the checks of each client that CLIENTS names, and says what came of them.
import { Checks } from './checks.mjs'

const checks = new Checks()
for (const client of process.env.CLIENTS.split(/\s+/).filter(Boolean)) {
  const { default: add } = await import(`./${client}.mjs`)
  await add(checks.of(client))
}
process.exit(checks.report() ? 0 : 1)
