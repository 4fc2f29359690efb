"""Where faults are seeded into the document."""

GONE = object()
ROUTE = "/paths/~1api~1v2~1cases~1{case_id}~1actions/get"
MODEL = "/components/schemas/CaseAction"
URL = f"{MODEL}/properties/url"
LINKS = "/components/responses/CreatedCaseAction/links"
EVIDENCE = {"grade": "documented", "source": "LIST", "seen": "2026-11-24"}
