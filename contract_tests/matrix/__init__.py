"""The suite against every party that is to be had here: `nox -s matrix` writes docs/explanation/matrix.json.

What a party is and how it is asked lives here; what is judged, and how, lives in tines_contract. The page is made of
the file by scripts/docs_site.
"""
