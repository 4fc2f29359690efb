"""`tines-cases`, the command line: cases and their actions in a shell, and the commands of the fake and of the suite.

Must live here: what a person types and reads. Must not know: how a request is sent. Nothing is imported before
a command needs it. Not affiliated with Tines.
"""
