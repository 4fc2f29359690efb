"""`FakeTenant`: state, quirks, faults, clock and journal around the pure core, behind one lock.

Must live here: what users hold in their hands, and what it keeps between two requests.
Must not know: how a response is made (`responding`), how it travels (`adapters`), that it is served (`serving`).
"""
