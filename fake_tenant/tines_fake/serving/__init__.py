"""The fake behind a socket: the server, under which names it responds, and its control by other programs.

Must live here: what only `python -m tines_fake` and the fixture of a served fake need. uvicorn is imported on demand.
Must not be known: by anything but these.
"""
