"""What a run sends, and in which order, without I/O: generators yield each probe and are sent its response.

Nothing here judges: a response is read only as far as the next request depends on it.
"""
