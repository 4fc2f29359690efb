"""Judges a tenant: sends the probes, runs the checks on what was seen, and confirms a finding before it accuses."""
