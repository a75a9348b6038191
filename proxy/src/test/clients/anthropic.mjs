// The npm package @anthropic-ai/sdk.
import assert from 'node:assert/strict'
import Anthropic from '@anthropic-ai/sdk'
import { abandoned, called, corrected, forever, model, order, proxy, question, schema } from './checks.mjs'

const client = new Anthropic({ baseURL: proxy, apiKey: 'any', maxRetries: 0, timeout: 60_000 })
const ask = content => ({ model, max_tokens: 4000, messages: [{ role: 'user', content }] })
const thinking = { type: 'enabled', budget_tokens: 1024 }
const tools = [{ name: 'write_file', input_schema: schema }]
const block = (message, type) => message.content.find(one => one.type === type)

export default async function add(check) {
  await check('messages', async () => {
    const message = await client.messages.create(ask(question))
    corrected(block(message, 'text').text)
    assert.ok(message.usage.output_tokens > 0)
  })
  await check('messages, streamed', async () => {
    let told = ''
    const stream = client.messages.stream(ask(question)).on('text', text => { told += text })
    const message = await stream.finalMessage()
    corrected(told)
    assert.equal(block(message, 'text').text, told)
  })
  await check('messages, thinking', async () => {
    const wish = { ...ask(question), thinking }
    corrected(block(await client.messages.create(wish), 'thinking').thinking)
    const message = await client.messages.stream(wish).finalMessage()
    corrected(block(message, 'thinking').thinking)
    corrected(block(message, 'text').text)
  })
  await check('messages, tools', async () => {
    const wish = { ...ask(order), tools, tool_choice: { type: 'any' } }
    const whole = block(await client.messages.create(wish), 'tool_use')
    called(whole.name, whole.input)
    const streamed = block(await client.messages.stream(wish).finalMessage(), 'tool_use')
    called(streamed.name, streamed.input)
  })
  await check('messages, thinking and tools', async () => {
    const message = await client.messages.stream({ ...ask(order), thinking, tools }).finalMessage()
    corrected(block(message, 'thinking').thinking)
    const use = block(message, 'tool_use')
    called(use.name, use.input)
    assert.equal(message.stop_reason, 'tool_use')
  })
  // 400 by the API's own rules, 500 by llama-server's.
  await check('an error', async () => {
    await assert.rejects(client.messages.create({ model, max_tokens: 10 }), Anthropic.APIError)
  })
  await check('abort', async () => {
    let stream
    await abandoned(
      async () => {
        stream = await client.messages.create({ ...ask(forever), max_tokens: 100_000, stream: true })
        await stream[Symbol.asyncIterator]().next()
      },
      () => stream.controller.abort())
  })
}
