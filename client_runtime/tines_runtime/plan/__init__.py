"""What has to be written so that a list holds just what is wanted, and how that is done without harm.

`matching.py` and `assignment.py` find the fewest writes. `plan.py` knows whether an item has changed since, and does
the writes. Which items there are, and what reads and writes them, is handed in as functions. It must not
know operations, pages, connections, or what the fields of an item mean.
"""
