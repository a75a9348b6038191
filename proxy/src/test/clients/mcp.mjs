// The npm package @modelcontextprotocol/sdk, from a proposal to a version.
import assert from 'node:assert/strict'
import { appendFileSync } from 'node:fs'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'

const address = new URL(`${process.env.MCP}/errata/mcp`)
const client = new Client({ name: 'npm-client', version: '1' })
const three = 'one\ntwo\nthree\n'
const proposal = first => `FILE src/a.txt\n${first}\ntwo\nthree\n${three.repeat(8)}one\ntwo\nTHREE\n`

const connect = token =>
  new StreamableHTTPClientTransport(address, { requestInit: { headers: { Authorization: `Bearer ${token}` } } })

async function call(name, args, options) {
  const result = await client.callTool({ name, arguments: args }, undefined, options)
  assert.ok(!result.isError, JSON.stringify(result.content))
  return result.structuredContent
}

// What a person does at the window.
const person = words => appendFileSync(process.env.PERSON, `${words}\n`)

export default async function add(check) {
  await check('a wrong token', async () => {
    await assert.rejects(new Client({ name: 'x', version: '1' }).connect(connect('wrong-0123456789abcdef')))
  })
  await check('connect and list', async () => {
    await client.connect(connect(process.env.MCP_TOKEN))
    const { tools } = await client.listTools()
    assert.equal(tools.length, 11)
    assert.equal(client.getServerVersion().name, 'errata')
  })
  await check('propose, pending, approve, apply, version', async () => {
    const { id, status } = await call('create_patch_proposal', { workspace: 'app', patch: proposal('npm') })
    assert.equal(status, 'pending')
    const progress = []
    const waited = await call('wait_for_approval', { proposal: id, wait_seconds: 1 },
      { onprogress: told => progress.push(told.progress) })
    assert.equal(waited.status, 'pending')
    assert.ok(progress.length >= 2, `progress: ${progress}`)
    const waiting = call('wait_for_approval', { proposal: id })
    person(`approve ${id} 2`)
    assert.deepEqual((await waiting).hunks.map(hunk => hunk.state), ['rejected', 'accepted'])
    const applied = await call('apply_approved_patch', { proposal: id })
    assert.equal(applied.status, 'applied')
    const version = await call('get_version_info', { version: applied.applied_version })
    assert.equal(version.proposal, id)
    const { diff } = await call('get_diff', { from_version: version.parent, to_version: version.version })
    assert.ok(diff.includes('+THREE') && !diff.includes('+npm'), diff)
  })
  await check('reject', async () => {
    const { id } = await call('create_patch_proposal', { workspace: 'app', patch: proposal('again') })
    person(`reject ${id} not again`)
    const refused = await call('wait_for_approval', { proposal: id })
    assert.equal(refused.status, 'refused')
    assert.equal(refused.reason, 'not again')
    assert.equal(refused.comments[0].text, 'see the reason')
  })
  await check('cancel', async () => {
    const { id } = await call('create_patch_proposal', { workspace: 'app', patch: proposal('never') })
    await assert.rejects(call('wait_for_approval', { proposal: id }, { signal: AbortSignal.timeout(300) }))
    assert.equal((await call('check_approval_status', { proposal: id })).status, 'pending')
  })
  await check('errors', async () => {
    const wrong = await client.callTool({ name: 'wait_for_approval', arguments: { proposal: 7 } })
    assert.ok(wrong.isError && wrong.content[0].text.includes('must be a string'))
    await assert.rejects(client.callTool({ name: 'no_such_tool' }), /Unknown tool/)
  })
  await client.close()
}
