"""Faults of shape and of links to seed into the document, each with the one finding that it must give."""

from contract_tests.spec.rules.fault_places import EVIDENCE, GONE, ITEM, LINKS, MODEL, ROUTE, URL

PRESSING = {
    "operationId": "pressCaseAction",
    "x-promises": {"prefix": "PRESS", "keeps": [{"grade": "assumed", "source": "NOBODY", "rules": ["KEY-MISSING"]}]},
}
SHAPE_FAULTS = [
    # (what is broken, where, what stands there instead, the finding)
    (
        "a write of nothing that is listed",
        f"{ITEM}/post",
        PRESSING,
        f"{ITEM}/post: the fake tenant does not implement it",
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
        "a default out of bounds",
        "/components/parameters/PerPage/schema/default",
        0,
        "/components/parameters/PerPage/schema/default: refused by its schema",
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
        "/components/parameters/Page/schema/maximum",
        GONE,
        "/components/parameters/Page/schema: an integer without a maximum within 64 bits",
    ),
]
