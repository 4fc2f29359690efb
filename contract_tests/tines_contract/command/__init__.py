"""The commands of `python -m tines_contract`, and what pytest has of them too.

Must live here: options, files that people name, exit codes. Must not know: checks, and how a verdict comes about.
"""
