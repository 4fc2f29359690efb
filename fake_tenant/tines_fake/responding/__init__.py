"""A pure core, `(state, request) -> (state, response)`: one module for each kind of operation.

How it works: `responders` picks the function for an operation. It takes its steps as an argument: `ListSteps` for a
page, `ItemSteps` for all else. Those of a conforming tenant change nothing; a fault puts a wrong one in.
Must live here: everything that decides what the response to an operation of the spec is.
Must not know: which faults there are, the journal, locks, transports. No I/O, and no state but what is handed in.
"""
