"""What a run asks, and in which order, without I/O: each probe is yielded and is sent its response."""
