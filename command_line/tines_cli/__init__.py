"""`tines-cases`, the command line: cases and their actions in a shell, and the commands of the fake and of the suite.

Nothing is imported before a command needs it. Not affiliated with Tines.
"""
