"""Faults to seed into the document, each with the one finding that it must give."""

GONE = object()
ROUTE = "/paths/~1api~1v2~1cases~1{case_id}~1actions/get"
MODEL = "/components/schemas/CaseAction"
URL = f"{MODEL}/properties/url"
LINKS = "/components/responses/CreatedCaseAction/links"
EVIDENCE = {"grade": "documented", "source": "LIST", "seen": "2026-11-24"}

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
    ("nullable", f"{URL}/nullable", True, f"{URL}: nullable, which means nothing in 3.1"),
    (
        "nullable deep inside",
        f"{MODEL}/properties/query_params/oneOf/1/nullable",
        True,
        f"{MODEL}/properties/query_params/oneOf/1: nullable, which means nothing in 3.1",
    ),
    (
        "a default response",
        f"{ROUTE}/responses/default",
        {"description": "Anything.", "x-evidence": EVIDENCE},
        f"{ROUTE}/responses/default: name the statuses, then 4XX and 5XX",
    ),
    (
        "a schema's example of another type",
        f"{URL}/examples/0",
        7,
        f"{URL}/examples/0: refused by its schema: $: 7 is not of type 'string'",
    ),
    (
        "a schema's example of another format",
        "/components/schemas/CreatedAt/examples/0",
        "yesterday",
        "/components/schemas/CreatedAt/examples/0: refused by its schema: $: 'yesterday' is not a 'date-time'",
    ),
    (
        "a parameter's example out of bounds",
        "/components/parameters/PerPage/example",
        501,
        "/components/parameters/PerPage/example: refused by its schema: $: 501 is greater than the maximum of 500",
    ),
    (
        "a default out of bounds",
        "/components/parameters/PerPage/schema/default",
        0,
        "/components/parameters/PerPage/schema/default: refused by its schema: $: 0 is less than the minimum of 1",
    ),
    (
        "a named example that lacks a field",
        "/components/examples/DocumentationSample/value/actions/1/label",
        GONE,
        (
            "/components/responses/CaseActionPage/content/application~1json/examples/documentation: "
            "refused by its schema: $.actions[1]: 'label' is a required property"
        ),
    ),
    (
        "a media type's own example of another type",
        "/components/responses/CaseActionPage/content/application~1json/example",
        [],
        (
            "/components/responses/CaseActionPage/content/application~1json/example: refused by its schema: "
            "$: [] is not of type 'object'"
        ),
    ),
    (
        "an example that nothing uses",
        "/components/examples/Forgotten",
        {"value": 1},
        "/components/examples/Forgotten: nothing uses it, so nothing can judge it",
    ),
    (
        "a schema that is nowhere",
        "/components/responses/CaseActionPage/content/application~1json/schema/$ref",
        "#/components/schemas/Nothing",
        (
            "/components/responses/CaseActionPage/content/application~1json/examples/documentation: "
            "its schema holds /components/schemas/Nothing, which is nowhere"
        ),
    ),
    (
        "allOf",
        f"{MODEL}/allOf",
        [{"type": "object"}],
        f"{MODEL}: allOf, which the generator flattens and whose masks it loses",
    ),
    ("a boolean schema", f"{MODEL}/properties/anything", True, f"{MODEL}/properties/anything: a boolean schema"),
    (
        "a model that holds itself",
        "/components/schemas/PageMeta/properties/page",
        {"$ref": "#/components/schemas/PageMeta"},
        "/components/schemas/PageMeta: holds itself",
    ),
    (
        "a property that is a keyword",
        f"{MODEL}/properties/from",
        {"type": "string", "x-evidence": EVIDENCE},
        f"{MODEL}: the property from has no such name in Python",
    ),
    (
        "a property in camel case",
        f"{MODEL}/properties/pageEmoji",
        {"type": "string", "x-evidence": EVIDENCE},
        f"{MODEL}: the property pageEmoji has no such name in Python",
    ),
    (
        "a parameter with a hyphen",
        "/components/parameters/Other",
        {"name": "page-number", "in": "query", "x-evidence": EVIDENCE},
        "/components/parameters/Other: the parameter page-number has no such name in Python",
    ),
    (
        "security for all operations at once",
        "/security",
        [{"bearer": []}],
        "/security: say it on each operation; the generator does not see it here",
    ),
    (
        "an integer without a greatest value",
        "/components/schemas/PageMeta/properties/count/maximum",
        GONE,
        "/components/schemas/PageMeta/properties/count: an integer without a maximum within 64 bits",
    ),
    (
        "an integer of 65 bits",
        "/components/schemas/PageMeta/properties/count/maximum",
        2**63,
        "/components/schemas/PageMeta/properties/count: an integer without a maximum within 64 bits",
    ),
    (
        "an integer or null without a least value",
        "/components/schemas/PageMeta/properties/next_page_number/minimum",
        GONE,
        "/components/schemas/PageMeta/properties/next_page_number: an integer without a minimum within 64 bits",
    ),
    (
        "a secret that another model shows",
        "/components/schemas/NewCaseAction/properties/url/x-secret",
        GONE,
        "/components/schemas/NewCaseAction/properties/url: no x-secret, which url is elsewhere",
    ),
    (
        "a link to an operation that is nowhere",
        f"{LINKS}/Get/operationId",
        "readCaseAction",
        f"{LINKS}/Get: leads to readCaseAction, which is no operation",
    ),
    (
        "a link with a parameter that is nowhere",
        f"{LINKS}/Get/parameters/action_id",
        "$response.body#/id",
        f"{LINKS}/Get: getCaseAction has no parameter action_id",
    ),
    (
        "a link without a parameter that is needed",
        f"{LINKS}/Get/parameters/id",
        GONE,
        f"{LINKS}/Get: getCaseAction needs the parameter id",
    ),
    (
        "a link that reads what the answer does not have",
        f"{LINKS}/Get/parameters/id",
        "$response.body#/action/id",
        f"{LINKS}/Get: the answer has no /action/id",
    ),
    (
        "a field of the server's in a body",
        "/components/schemas/CaseActionChanges/properties/id",
        {"$ref": "#/components/schemas/ActionId"},
        "/components/requestBodies/CaseActionChanges: id is readOnly, and sent",
    ),
    (
        "a parameter's integer without bounds",
        "/components/parameters/CaseId/schema/maximum",
        GONE,
        "/components/parameters/CaseId/schema: an integer without a maximum within 64 bits",
    ),
]
