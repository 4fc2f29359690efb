// A test in another language: it seeds a served fake, has it fail, moves its clock, and looks at what it was sent.
import assert from 'node:assert/strict'

const { origin, api_key, control_token } = JSON.parse(process.argv[2])
const actions = '/api/v2/cases/7/actions'

const control = async (method, name, body) => {
  const headers = { Authorization: `Bearer ${control_token}` }
  const response = await fetch(`${origin}/__fake/${name}`, { method, headers, body: JSON.stringify(body) })
  assert.equal(response.status, 200, await response.clone().text())
  return response.json()
}
const api = (method, path, body) =>
  fetch(origin + path, { method, headers: { Authorization: `Bearer ${api_key}` }, body: JSON.stringify(body) })

await control('POST', 'reset')
await control('POST', 'seed', { [actions]: [{ label: 'Escalate' }] })
await control('PUT', 'clock', { now: '2030-01-01T00:00:00Z' })
await control('PUT', 'quirks', { timestamps: 'offset' })
await control('POST', 'faults', { faults: [{ failure: 'rate_limited', retry_after: 60 }], nth: [1] })

const limited = await api('GET', actions)
assert.deepEqual([limited.status, limited.headers.get('retry-after')], [429, '60'])
await control('PUT', 'clock', { advance: 60 })
const made = await api('POST', actions, { url: 'https://example.com', label: 'Runbook', action_type: 'page' })
assert.deepEqual([made.status, (await made.json()).created_at], [201, '2030-01-01T00:01:00+00:00'])
const page = await (await api('GET', actions)).json()
assert.deepEqual(page.actions.map((action) => action.label), ['Escalate', 'Runbook'])

const lost = await control('POST', 'faults', { faults: [{ failure: 'reset', when: 'after' }], operation: 'createCaseAction' })
await assert.rejects(api('POST', actions, { url: 'https://example.com', label: 'Twice?', action_type: 'page' }))
await control('DELETE', 'faults', { number: lost.number })
assert.equal((await control('GET', 'state'))[actions].length, 3)

const { exchanges } = await control('GET', 'journal')
assert.deepEqual(exchanges.map((one) => `${one.method} ${one.status}`), ['GET 429', 'POST 201', 'GET 200', 'POST 201'])
assert.equal(JSON.parse(exchanges[1].body).label, 'Runbook')
assert.ok(!JSON.stringify(exchanges).includes(api_key))
console.log('done')
