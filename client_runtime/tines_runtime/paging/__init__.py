"""A list as one iterator: which pages to ask for, what a page says of itself, and whether all has come.

The rules are `paging.py`, `paged.py` and `seen_ids.py`, without I/O; `iteration.py` and `prefetch.py` drive them
for threads and tasks. `listing.py` joins a list's operation and the way it pages. It must not know how a request is
sent, retried or timed, nor what the items are: to it they have an id, and perhaps the moment they were created.
"""
