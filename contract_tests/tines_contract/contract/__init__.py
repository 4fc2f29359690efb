"""What is promised: the operations, their promises and schemas, and how formats are read."""
