// What all clients share: where to ask, what to ask, and what has to come of it.
import assert from 'node:assert/strict'

export const proxy = process.env.PROXY
export const model = process.env.MODEL ?? 'errata-practice'
export const question = process.env.QUESTION ?? 'What is the capital of France?'
export const order = process.env.ORDER ?? 'Use write_file: what is the capital of France?'
export const forever = process.env.FOREVER ?? 'Hello there'

const server = process.env.MODEL_SERVER
const wrong = process.env.WRONG
const right = process.env.RIGHT
const only = new RegExp(process.env.ONLY ?? '')

/** The arguments of the tool that is to be called. */
export const schema = {
  type: 'object',
  properties: {
    path: { type: 'string', maxLength: 40 },
    content: { type: 'string', minLength: 100, maxLength: 400 },
  },
  required: ['path', 'content'],
}

/** A text is the corrected one. */
export function corrected(text) {
  assert.ok(text?.includes(right), `not corrected: ${text}`)
  assert.ok(!text.includes(wrong), `not wholly corrected: ${text}`)
}

/** A tool was called, with corrected arguments, given as an object or as JSON. */
export function called(name, given) {
  assert.equal(name, 'write_file')
  const content = (typeof given === 'string' ? JSON.parse(given) : given).content
  corrected(content)
}

async function busy() {
  const answer = await fetch(`${server}/slots`)
  assert.ok(answer.ok, `${server}/slots says ${answer.status}, so nobody can see whether the abort arrived`)
  return (await answer.json()).filter(slot => slot.is_processing).length
}

// A pause between looks that grows: llama-server notices that a client is gone only while nobody else asks it anything.
async function until(what, holds) {
  for (const pause of [0, 20, 50, 100, 300, 500, 3000, 3000, 3000]) {
    await new Promise(done => setTimeout(done, pause))
    if (await holds()) return
  }
  assert.fail(`not within 10 s: ${what}`)
}

/** Gives up an answer that would go on for long, and looks whether the model server has stopped. */
export async function abandoned(begin, abort) {
  await until('the model server is idle', async () => (await busy()) === 0)
  await begin()
  assert.equal(await busy(), 1, 'the model server had ended already: ask for more with FOREVER')
  await abort()
  await until('the model server has stopped', async () => (await busy()) === 0)
}

export class Checks {
  #done = []

  /** The checks of one client. */
  of(client) {
    return async (name, run) => {
      if (!only.test(name)) return
      const entry = { client, name, failure: null }
      this.#done.push(entry)
      try {
        await run()
      } catch (failure) {
        entry.failure = failure
      }
      console.log(`clients: ${client}: ${name}: ${entry.failure ? 'FAILED' : 'ok'}`)
      if (entry.failure) console.log(entry.failure)
    }
  }

  /** Whether all went well and every client ran. */
  report() {
    const failed = this.#done.filter(entry => entry.failure)
    const silent = process.env.CLIENTS.split(/\s+/).filter(
      client => client && !this.#done.some(entry => entry.client === client))
    silent.forEach(client => console.log(`clients: ${client} did not run`))
    console.log(`clients: ${this.#done.length - failed.length} passed, ${failed.length} failed`)
    return failed.length === 0 && silent.length === 0
  }
}
