"""What was seen: requests with their responses, the pages and walks of lists, and the writes between what was read.

Nothing here sends, or says that a promise is broken.
"""
