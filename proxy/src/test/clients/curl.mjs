// curl, in both eras, from a proposal to a version: what somebody types who has no client at all.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { promisify } from 'node:util'

const now = '2026-07-28'
const meta = {
  'io.modelcontextprotocol/protocolVersion': now,
  'io.modelcontextprotocol/clientCapabilities': {},
}

async function post(message, ...headers) {
  const all = ['Content-Type: application/json', `Authorization: Bearer ${process.env.MCP_TOKEN}`, ...headers]
  const { stdout } = await promisify(execFile)('curl', [
    '-sSN', '--max-time', '60', '-w', '\n%{http_code}', ...all.flatMap(header => ['-H', header]),
    '-d', JSON.stringify({ jsonrpc: '2.0', ...message }), `${process.env.MCP}/errata/mcp`])
  const cut = stdout.lastIndexOf('\n')
  return { status: Number(stdout.slice(cut + 1)), body: stdout.slice(0, cut) }
}

// The last message of an event stream, or the one of a JSON body.
function last({ status, body }) {
  assert.equal(status, 200, body)
  const events = body.split('\n').filter(line => line.startsWith('data: '))
  return JSON.parse(events.length ? events.at(-1).slice(6) : body)
}

const eras = {
  before: (name, args) => post({ id: 1, method: 'tools/call', params: { name, arguments: args } },
    'Accept: application/json, text/event-stream', 'MCP-Protocol-Version: 2025-11-25'),
  now: (name, args) => post({ id: 'a', method: 'tools/call', params: { name, arguments: args, _meta: meta } },
    'Accept: application/json, text/event-stream',
    `MCP-Protocol-Version: ${now}`, 'Mcp-Method: tools/call', `Mcp-Name: ${name}`),
  plain: (name, args) => post({ id: 1, method: 'tools/call', params: { name, arguments: args } }),
}

export default async function add(check) {
  for (const [era, call] of Object.entries(eras)) {
    await check(`propose, pending, approve, apply, version: ${era}`, async () => {
      const ask = async (name, args) => last(await call(name, args)).result.structuredContent
      const { id } = await ask('create_patch_proposal', { workspace: 'app', patch: `FILE ${era}.txt\nnew\n` })
      assert.equal((await ask('check_approval_status', { proposal: id })).status, 'pending')
      assert.equal((await ask('wait_for_approval', { proposal: id, wait_seconds: 1 })).status, 'pending')
      const waiting = ask('wait_for_approval', { proposal: id })
      appendFileSync(process.env.PERSON, `approve ${id} 1\n`)
      assert.equal((await waiting).status, 'approved')
      const { applied_version: version } = await ask('apply_approved_patch', { proposal: id })
      assert.equal((await ask('get_version_info', { version })).proposal, id)
    })
  }
  await check('a header that says something else', async () => {
    const { status, body } = await post({ id: 1, method: 'tools/list', params: { _meta: meta } },
      `MCP-Protocol-Version: ${now}`, 'Mcp-Method: tools/call')
    assert.equal(status, 400)
    assert.equal(JSON.parse(body).error.code, -32020)
  })
}
