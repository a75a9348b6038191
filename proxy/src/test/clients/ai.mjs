// The npm packages ai and @ai-sdk/openai-compatible, which opencode and others are built on.
import assert from 'node:assert/strict'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { generateText, jsonSchema, streamText, tool } from 'ai'
import { abandoned, called, corrected, forever, model, order, proxy, question, schema } from './checks.mjs'

const provider = createOpenAICompatible({ name: 'errata', baseURL: `${proxy}/v1`, includeUsage: true })
const ask = prompt => ({ model: provider(model), prompt, maxRetries: 0, maxOutputTokens: 2000 })
const thinking = { providerOptions: { errata: { reasoningEffort: 'low' } } }
const tools = { write_file: tool({ inputSchema: jsonSchema(schema) }) }

export default async function add(check) {
  await check('generateText', async () => {
    const answer = await generateText(ask(question))
    corrected(answer.text)
    assert.ok(answer.usage.outputTokens > 0)
  })
  await check('streamText', async () => {
    const answer = streamText(ask(question))
    let told = ''
    for await (const text of answer.textStream) told += text
    corrected(told)
    assert.equal(await answer.text, told)
    assert.ok((await answer.usage).outputTokens > 0)
  })
  await check('reasoning', async () => {
    corrected((await generateText({ ...ask(question), ...thinking })).reasoningText)
    const answer = streamText({ ...ask(question), ...thinking })
    await answer.consumeStream()
    corrected(await answer.reasoningText)
  })
  await check('tools', async () => {
    const wish = { ...ask(order), tools, toolChoice: 'required' }
    const [whole] = (await generateText(wish)).toolCalls
    called(whole.toolName, whole.input)
    const answer = streamText(wish)
    await answer.consumeStream()
    const [streamed] = await answer.toolCalls
    called(streamed.toolName, streamed.input)
  })
  await check('abort', async () => {
    const control = new AbortController()
    let answer
    await abandoned(
      async () => {
        answer = streamText({ ...ask(forever), maxOutputTokens: 100_000, abortSignal: control.signal, onError() {} })
        await answer.textStream[Symbol.asyncIterator]().next()
      },
      () => control.abort())
  })
}
