"""Stands where httpcore looks for trio, which few users have: to import it takes a third of the time of a command."""

raise ImportError
