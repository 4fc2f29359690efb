"""The commands, a module for each, or for some that belong together. They are imported on demand.

Must live here: what a command does. Must not know: how items are printed, or what an exception says.
"""
