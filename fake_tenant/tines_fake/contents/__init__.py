"""What a tenant holds: the resources of openapi.yaml, their items, and the immutable state that has them.

Must live here: what follows from a schema or fills a state; what the spec does not say of a resource (`behaviour`), how
an item is shown, and what the press of an action holds.
Must not know: requests and responses, faults. A list that the spec adds needs nothing here.
"""
