"""What is promised: the operations, their promises and schemas, and how formats and responses are read.

Nothing here knows that a request is sent, or why.
"""
