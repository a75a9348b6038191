// The npm package openai.
import assert from 'node:assert/strict'
import OpenAI from 'openai'
import { abandoned, called, corrected, forever, model, order, proxy, question, schema } from './checks.mjs'

const client = new OpenAI({ baseURL: `${proxy}/v1`, apiKey: 'any', maxRetries: 0, timeout: 60_000 })
const tool = { type: 'function', function: { name: 'write_file', parameters: schema } }
const ask = content => ({ model, max_tokens: 2000, messages: [{ role: 'user', content }] })

async function joined(stream, pick) {
  let text = ''
  for await (const chunk of stream) text += pick(chunk) ?? ''
  return text
}

export default async function add(check) {
  await check('models', async () => {
    const { data } = await client.models.list()
    assert.ok(data[0].id)
  })
  await check('chat', async () => {
    const answer = await client.chat.completions.create(ask(question))
    corrected(answer.choices[0].message.content)
    assert.ok(answer.usage.completion_tokens > 0)
  })
  await check('chat, streamed', async () => {
    const stream = await client.chat.completions.create(
      { ...ask(question), stream: true, stream_options: { include_usage: true } })
    let usage
    corrected(await joined(stream, chunk => {
      usage = chunk.usage ?? usage
      return chunk.choices[0]?.delta.content
    }))
    assert.ok(usage.completion_tokens > 0)
  })
  await check('chat, two choices', async () => {
    const texts = ['', '']
    const stream = await client.chat.completions.create({ ...ask(question), n: 2, stream: true })
    for await (const { choices } of stream) {
      for (const choice of choices) texts[choice.index] += choice.delta.content ?? ''
    }
    texts.forEach(corrected)
  })
  await check('chat, reasoning', async () => {
    const wish = { ...ask(question), reasoning_effort: 'low' }
    const answer = await client.chat.completions.create(wish)
    corrected(answer.choices[0].message.reasoning_content)
    const stream = await client.chat.completions.create({ ...wish, stream: true })
    corrected(await joined(stream, chunk => chunk.choices[0]?.delta.reasoning_content))
  })
  await check('chat, tools', async () => {
    const wish = { ...ask(order), tools: [tool], tool_choice: 'required' }
    const answer = await client.chat.completions.create(wish)
    const call = answer.choices[0].message.tool_calls[0].function
    called(call.name, call.arguments)
  })
  await check('chat, tools, streamed', async () => {
    const stream = client.chat.completions.stream({ ...ask(order), tools: [tool], tool_choice: 'required' })
    const call = (await stream.finalChatCompletion()).choices[0].message.tool_calls[0].function
    called(call.name, call.arguments)
  })
  await check('responses', async () => {
    const answer = await client.responses.create({ model, input: question })
    corrected(answer.output_text)
  })
  await check('responses, streamed', async () => {
    const stream = await client.responses.create({ model, input: question, stream: true })
    let told = ''
    let completed
    let done
    for await (const event of stream) {
      if (event.type === 'response.output_text.delta') told += event.delta
      if (event.type === 'response.output_text.done') done = event.text
      if (event.type === 'response.completed') completed = event.response
    }
    corrected(told)
    assert.equal(done, told)
    const message = completed.output.find(item => item.type === 'message')
    assert.equal(message.content[0].text, told)
  })
  await check('responses, tools', async () => {
    const wish = { model, input: order, tool_choice: 'required', tools: [{ ...tool.function, type: 'function' }] }
    const find = answer => answer.output.find(item => item.type === 'function_call')
    const whole = find(await client.responses.create(wish))
    called(whole.name, whole.arguments)
    for await (const event of await client.responses.create({ ...wish, stream: true })) {
      if (event.type !== 'response.completed') continue
      const streamed = find(event.response)
      called(streamed.name, streamed.arguments)
    }
  })
  await check('completions', async () => {
    const wish = { model, prompt: question, max_tokens: 2000 }
    corrected((await client.completions.create(wish)).choices[0].text)
    const stream = await client.completions.create({ ...wish, stream: true })
    corrected(await joined(stream, chunk => chunk.choices[0]?.text))
  })
  await check('an error', async () => {
    await assert.rejects(client.chat.completions.create({ model }), OpenAI.BadRequestError)
  })
  await check('abort', async () => {
    let stream
    await abandoned(
      async () => {
        stream = await client.chat.completions.create({ ...ask(forever), max_tokens: 100_000, stream: true })
        await stream[Symbol.asyncIterator]().next()
      },
      () => stream.controller.abort())
  })
  await check('abort, not streamed', async () => {
    const control = new AbortController()
    let answer
    await abandoned(
      async () => {
        answer = client.chat.completions.create({ ...ask(forever), max_tokens: 100_000 }, { signal: control.signal })
        answer.catch(() => {})
        await new Promise(done => setTimeout(done, 500))
      },
      () => control.abort())
    await assert.rejects(answer, OpenAI.APIUserAbortError)
  })
}
