"""The commands, a module for each, or for some that belong together."""
