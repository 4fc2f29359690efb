"""A tenant for httpx and for ASGI servers: requests made raw, and responses delivered step by step.

Must live here: I/O for a request and its response, which is the same in process and on a socket.
Must not know: `FakeTenant`, but what the protocol `Tenant` says of it; what a request means.
"""
