"""What goes between a client and a tenant: requests, responses, how these are delivered, and the journal of both.

Must live here: values without I/O that both ends understand, and the bodies of errors.
Must not know: what a tenant holds, which operations it has a response for, httpx, sockets.
"""
