"""What a run sends, and in which order, without I/O: generators yield each probe and are sent its response."""
