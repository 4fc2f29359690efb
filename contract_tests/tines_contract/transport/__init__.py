"""How a probe is sent: to which target, at which pace, and what stops a run."""
