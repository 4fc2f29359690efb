"""Holds another OpenAPI document against openapi.yaml, or an edition of it, for the operations that both have.

Must live here: what reads a stranger's document, within bounds. Must not know: tenants, requests, verdicts.
"""
