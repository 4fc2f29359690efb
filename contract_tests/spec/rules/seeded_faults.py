"""Faults to seed into the document, each with the one finding that it gives: here those of evidence and promises."""

from contract_tests.spec.rules.fault_places import EVIDENCE, GONE, MODEL, ROUTE, URL
from contract_tests.spec.rules.seeded_shape_faults import SHAPE_FAULTS

FAULTS = [
    # (what is broken, where, what stands there instead, the finding)
    ("no evidence of a schema", f"{MODEL}/x-evidence", GONE, f"{MODEL}: a schema without x-evidence"),
    ("no evidence of a property", f"{URL}/x-evidence", GONE, f"{URL}: a property without x-evidence"),
    (
        "no evidence of a property inside a property",
        f"{URL}/properties",
        {"inner": {"type": "string"}},
        f"{URL}/properties/inner: a property without x-evidence",
    ),
    (
        "no evidence of a named parameter",
        "/components/parameters/Page/x-evidence",
        GONE,
        "/components/parameters/Page: a parameter without x-evidence",
    ),
    (
        "no evidence of a parameter of a path",
        "/paths/~1api~1v2~1cases~1{case_id}~1actions/parameters",
        [{"name": "draft", "in": "query"}],
        "/paths/~1api~1v2~1cases~1{case_id}~1actions/parameters/0: a parameter without x-evidence",
    ),
    (
        "no evidence of a parameter of an operation",
        f"{ROUTE}/parameters/2",
        {"name": "page", "in": "query"},
        f"{ROUTE}/parameters/2: a parameter without x-evidence",
    ),
    (
        "no evidence of a named response",
        "/components/responses/NotFound/x-evidence",
        GONE,
        "/components/responses/NotFound: a response without x-evidence",
    ),
    (
        "no evidence of a response of an operation",
        f"{ROUTE}/responses/404",
        {"description": "No."},
        f"{ROUTE}/responses/404: a response without x-evidence",
    ),
    (
        "no evidence of a header",
        "/components/responses/TooManyRequests/headers",
        {"Retry-After": {"schema": {"type": "string"}}},
        "/components/responses/TooManyRequests/headers/Retry-After: a header without x-evidence",
    ),
    (
        "no evidence of how a key is sent",
        "/components/securitySchemes/bearer/x-evidence",
        GONE,
        "/components/securitySchemes/bearer: a security scheme without x-evidence",
    ),
    ("evidence in a word", f"{URL}/x-evidence", "LIST", f"{URL}/x-evidence: is no object with grade, source, seen"),
    ("no grade", f"{URL}/x-evidence/grade", GONE, f"{URL}/x-evidence: grade is missing, or no text"),
    ("no source", f"{URL}/x-evidence/source", GONE, f"{URL}/x-evidence: source is missing, or no text"),
    ("no day", f"{URL}/x-evidence/seen", GONE, f"{URL}/x-evidence: seen is missing, or no text"),
    (
        "another grade",
        f"{URL}/x-evidence/grade",
        "certain",
        f"{URL}/x-evidence: the grade certain is none of documented, observed, assumed",
    ),
    (
        "another source",
        f"{URL}/x-evidence/source",
        "HEARSAY",
        f"{URL}/x-evidence: the source HEARSAY is not in info.x-sources",
    ),
    (
        "a day that never was",
        f"{URL}/x-evidence/seen",
        "2026-02-30",
        f"{URL}/x-evidence: seen is '2026-02-30', which is no day such as 2026-11-24",
    ),
    (
        "a day of another form",
        f"{URL}/x-evidence/seen",
        "20261124",
        f"{URL}/x-evidence: seen is '20261124', which is no day such as 2026-11-24",
    ),
    ("more than evidence", f"{URL}/x-evidence/by", "me", f"{URL}/x-evidence: by is none of grade, source, seen"),
    (
        "evidence beside a reference",
        f"{MODEL}/properties/action_type/x-evidence",
        EVIDENCE,
        f"{MODEL}/properties/action_type: x-evidence beside a $ref, where it is ignored",
    ),
    (
        "a secret beside a reference",
        f"{MODEL}/properties/action_type/x-secret",
        True,
        f"{MODEL}/properties/action_type: x-secret beside a $ref, where it is ignored",
    ),
    ("an operation that promises nothing", f"{ROUTE}/x-promises", [], f"{ROUTE}: an operation without x-promises"),
    *(
        (
            f"a promise without {key}",
            f"{ROUTE}/x-promises/3/{key}",
            GONE,
            f"{ROUTE}/x-promises/3: {key} is missing, or no text",
        )
        for key in ("id", "rule", "grade", "source", "needs")
    ),
    (
        "a promise of another grade",
        f"{ROUTE}/x-promises/3/grade",
        "sure",
        f"{ROUTE}/x-promises/3: the grade sure is none of documented, observed, assumed",
    ),
    (
        "a promise from another source",
        f"{ROUTE}/x-promises/3/source",
        "HEARSAY",
        f"{ROUTE}/x-promises/3: the source HEARSAY is not in info.x-sources",
    ),
    (
        "an id of small letters",
        f"{ROUTE}/x-promises/3/id",
        "list-page",
        f"{ROUTE}/x-promises/3: the id 'list-page' is not of capitals and hyphens",
    ),
    (
        "an id given twice",
        f"{ROUTE}/x-promises/3/id",
        "LIST-SHAPE",
        "/paths: 2 promises have the id LIST-SHAPE",
    ),
    *SHAPE_FAULTS,
]
