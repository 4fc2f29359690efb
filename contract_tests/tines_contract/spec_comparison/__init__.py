"""Holds another OpenAPI document against openapi.yaml, for the operations that both have."""
