"""One attempt on its way: from a call to the bytes of its response, or to the failure that tells why there are none.

Here live the transports, the pool of connections, the sockets, TLS, and the deadline that holds each step of them.
`http_library.py` alone names httpx and httpx2; `pool.py` and the state in `tls.py` are values without I/O, and what
waits beside them is thin. It must not know which attempt this is, what an operation or a model is, or that lists have
pages: a rule about calls belongs in `call/` or `call_steps.py`.
"""
