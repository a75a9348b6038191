// The npm package ollama.
import assert from 'node:assert/strict'
import { Ollama } from 'ollama'
import { abandoned, called, corrected, forever, model, order, proxy, question, schema } from './checks.mjs'

const client = new Ollama({ host: proxy })
const messages = content => [{ role: 'user', content }]
const tools = [{ type: 'function', function: { name: 'write_file', description: 'writes a file', parameters: schema } }]

async function joined(stream, pick) {
  let text = ''
  let last
  for await (const part of stream) {
    text += pick(part) ?? ''
    last = part
  }
  assert.equal(last.done, true)
  return text
}

export default async function add(check) {
  await check('list', async () => {
    const { models } = await client.list()
    assert.ok(models[0].name)
  })
  await check('chat', async () => {
    const answer = await client.chat({ model, messages: messages(question) })
    corrected(answer.message.content)
    assert.ok(answer.eval_count > 0)
  })
  await check('chat, streamed', async () => {
    const stream = await client.chat({ model, messages: messages(question), stream: true })
    corrected(await joined(stream, part => part.message.content))
  })
  await check('chat, thinking', async () => {
    const wish = { model, messages: messages(question), think: true }
    corrected((await client.chat(wish)).message.thinking)
    corrected(await joined(await client.chat({ ...wish, stream: true }), part => part.message.thinking))
  })
  await check('chat, tools', async () => {
    const wish = { model, messages: messages(order), tools }
    const whole = (await client.chat(wish)).message.tool_calls[0].function
    called(whole.name, whole.arguments)
    let calls = 0
    for await (const part of await client.chat({ ...wish, stream: true })) {
      for (const { function: call } of part.message.tool_calls ?? []) {
        called(call.name, call.arguments)
        calls++
      }
    }
    assert.equal(calls, 1)
  })
  await check('generate', async () => {
    corrected((await client.generate({ model, prompt: question })).response)
    const stream = await client.generate({ model, prompt: question, stream: true })
    corrected(await joined(stream, part => part.response))
  })
  await check('an error', async () => {
    await assert.rejects(client.chat({ model, messages: 'none' }), /messages/)
  })
  await check('abort', async () => {
    let stream
    await abandoned(
      async () => {
        stream = await client.chat({ model, messages: messages(forever), stream: true })
        await stream[Symbol.asyncIterator]().next()
      },
      () => stream.abort())
  })
}
