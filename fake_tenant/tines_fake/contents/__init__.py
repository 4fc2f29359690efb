"""What a tenant holds: the resources of openapi.yaml, their items, and the immutable state that has them.

Must live here: what follows from a schema or fills a state; what the spec does not say of a resource
(`known_resources`), and how an item is shown.
Must not know: requests and responses, faults. A list that the spec adds needs nothing here.
"""
