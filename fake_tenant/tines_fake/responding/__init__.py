"""A pure core, `(state, request) -> (state, response)`.

How it works: `responders` picks the function for an operation. It takes its `Steps` as an argument. Those of a
conforming tenant change nothing; a fault puts a wrong one in. Whatever refuses the request raises a `RefusedError`.
Must live here: everything that decides what the response to an operation of the spec is.
Must not know: which faults there are, the journal, locks, transports. No I/O, and no state but what is handed in.
"""
