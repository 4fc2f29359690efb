"""Judges: sends the probes, holds the checks against what was seen, and confirms each finding before it accuses."""
