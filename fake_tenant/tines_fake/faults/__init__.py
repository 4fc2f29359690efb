"""Ways to break a promise, each with a stable id and the promise that it breaks; and which of them are in force.

How it works: the modules `of_…` yield templates: a name, a promise, a description, and the step that is wrong.
`catalogue` has a fault of each template for each operation that keeps the promise, and those of shapes.
Must live here: wrong steps, and who meets them. Must not know: the tenant, adapters.
"""
