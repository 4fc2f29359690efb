"""Import the SDK, build a client, decode a page: `first_list.py ORIGIN`."""

import sys

from tines_cases import TinesClient

with TinesClient(sys.argv[1], "key") as tines:
    tines.case_actions.list(1)
