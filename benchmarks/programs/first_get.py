"""The same GET with httpx: `first_get.py ORIGIN`."""

import sys

import httpx

with httpx.Client(base_url=sys.argv[1], headers={"Authorization": "Bearer key"}) as client:
    client.get("/api/v2/cases/1/actions").raise_for_status().json()
