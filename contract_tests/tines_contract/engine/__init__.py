"""Judges a tenant: sends the probes, runs the checks on what was seen, and confirms a finding before it accuses.

Must live here: what decides in which order things happen. Must not know: reports, commands, what a single check asks.
"""
