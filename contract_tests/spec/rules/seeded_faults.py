"""Faults to seed into the document, each with the one finding that it gives: here those of evidence and promises."""

from contract_tests.spec.rules.fault_places import (
    EVIDENCE,
    GET,
    GONE,
    KEPT,
    MODEL,
    OPEN,
    OWN,
    PRESS,
    ROUTE,
    TEMPLATE,
    URL,
)
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
    ("no evidence of a webhook", f"{PRESS}/x-evidence", GONE, f"{PRESS}: a webhook operation without x-evidence"),
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
    (
        "an operation that promises nothing",
        f"{GET}/x-promises",
        {"prefix": "GET", "keeps": []},
        f"{GET}: an operation without x-promises",
    ),
    (
        "a prefix of small letters",
        f"{GET}/x-promises/prefix",
        "Get",
        f"{GET}/x-promises: the prefix 'Get' is not of capitals",
    ),
    *(
        (f"a promise without {key}", f"{OWN}/{key}", GONE, f"{OWN}: {key} is missing, or no text")
        for key in ("id", "rule", "grade", "source", "needs")
    ),
    (
        "a promise of another grade",
        f"{OWN}/grade",
        "sure",
        f"{OWN}: the grade sure is none of documented, observed, assumed",
    ),
    (
        "a promise from another source",
        f"{OWN}/source",
        "HEARSAY",
        f"{OWN}: the source HEARSAY is not in info.x-sources",
    ),
    (
        "an id of small letters",
        f"{OWN}/id",
        "CREATE-stored",
        f"{OWN}: the id 'CREATE-stored' is not CREATE- and more capitals and hyphens",
    ),
    (
        "an id of another operation",
        f"{OWN}/id",
        "LIST-STORED",
        f"{OWN}: the id 'LIST-STORED' is not CREATE- and more capitals and hyphens",
    ),
    ("an id given twice", f"{OWN}/id", "CREATE-SHAPE", "/paths: 2 promises have the id CREATE-SHAPE"),
    *(
        (f"kept templates without {key}", f"{KEPT}/{key}", GONE, f"{KEPT}: {key} is missing, or no text")
        for key in ("grade", "source")
    ),
    (
        "kept templates of another grade",
        f"{KEPT}/grade",
        "sure",
        f"{KEPT}: the grade sure is none of documented, observed, assumed",
    ),
    (
        "a group that keeps nothing",
        f"{ROUTE}/x-promises/keeps/4/rules",
        [],
        f"{ROUTE}/x-promises/keeps/4: is no object with grade, source, and rules",
    ),
    (
        "a template that is nowhere",
        f"{ROUTE}/x-promises/keeps/4/rules/0",
        "SORTED",
        f"{ROUTE}/x-promises/keeps/4: SORTED is none of x-promise-templates",
    ),
    (
        "a template that nobody keeps",
        "/x-promise-templates/SORTED",
        {"rule": "The {items} are sorted.", "needs": "a page"},
        "/x-promise-templates/SORTED: no operation keeps it",
    ),
    *(
        (f"a template without {key}", f"{TEMPLATE}/{key}", GONE, f"{TEMPLATE}: {key} is missing, or no text")
        for key in ("rule", "needs")
    ),
    (
        "a template with a word that nothing fills in",
        f"{TEMPLATE}/needs",
        "a {thing}",
        f"{TEMPLATE}: nothing fills in {{thing}}",
    ),
    (
        "a template for operations that there are none of",
        f"{TEMPLATE}/kept_by",
        "list all",
        f"{TEMPLATE}: kept_by all is no kind of operation",
    ),
    ("an open point nowhere", f"{OPEN}/at", GONE, f"{OPEN}: nothing is no such place"),
    ("an open point of no place", f"{OPEN}/at/0", "CaseAction.none", f"{OPEN}: CaseAction.none is no such place"),
    (
        "an open point described in what has no description",
        f"{OPEN}/described_in",
        ["GivenActionText.oneOf.1"],
        f"{OPEN}: GivenActionText.oneOf.1 is no such place",
    ),
    ("one alternative", f"{OPEN}/alternatives", [1], f"{OPEN}: alternatives are two or more, each once"),
    ("an alternative twice", f"{OPEN}/alternatives", [1, 1, 2], f"{OPEN}: alternatives are two or more, each once"),
    ("alternatives and another's", f"{OPEN}/quirk", "order", f"{OPEN}: quirk is another point, with alternatives"),
    (
        "a quirk without alternatives",
        "/x-open/odd_size/quirk",
        "no_url",
        "/x-open/odd_size: quirk is another point, with alternatives",
    ),
    ("an open point without a question", f"{OPEN}/question", GONE, f"{OPEN}: no question"),
    (
        "an open point after which no quirk can be called",
        "/x-open/class",
        {"question": "Which", "at": ["CaseAction"]},
        "/x-open/class: no name of Python",
    ),
    ("what is misspelt", f"{OPEN}/of", [], f"{OPEN}: of is none of question, at, described_in, alternatives, quirk"),
    (
        "what is open in a second home",
        f"{URL}/description",
        "What it is for is not\ndocumented.",
        f"{URL}: what is not documented belongs into x-open",
    ),
    *SHAPE_FAULTS,
]
