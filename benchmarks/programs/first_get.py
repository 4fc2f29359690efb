"""The same GET with httpx: `first_get.py ORIGIN`; with a further argument, without the system's certificates."""

import sys

import httpx

headers = {"Authorization": "Bearer key"}
with httpx.Client(base_url=sys.argv[1], headers=headers, verify=len(sys.argv) == 2) as client:
    client.get("/api/v2/cases/1/actions").raise_for_status().json()
