"""One call as values and rules: what is sent, what comes, and what that is read as.

Here live the operations with the checks of their arguments, requests and responses, decoding, the errors of responses,
and the policy for retries. Nothing here sends or waits, so that all of it can be tried with plain values. It must not
know httpx, sockets, threads and tasks, deadlines, or that lists have pages.
"""
