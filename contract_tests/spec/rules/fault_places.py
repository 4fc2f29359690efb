"""Where faults are seeded into the document."""

GONE = object()
ROUTE = "/paths/~1api~1v2~1cases~1{case_id}~1actions/get"
GET = "/paths/~1api~1v2~1cases~1{case_id}~1actions~1{id}/get"
ITEM = "/paths/~1api~1v2~1cases~1{case_id}~1actions~1{id}"
OWN = "/paths/~1api~1v2~1cases~1{case_id}~1actions/post/x-promises/own/0"
PRESS = "/webhooks/caseActionPressed/post"
KEPT = f"{ROUTE}/x-promises/keeps/0"
TEMPLATE = "/x-promise-templates/PAGES-DISJOINT"
MODEL = "/components/schemas/CaseAction"
OPEN = "/x-open/ids"
URL = f"{MODEL}/properties/url"
LINKS = "/components/responses/CreatedCaseAction/links"
EVIDENCE = {"grade": "documented", "source": "LIST", "seen": "2026-11-24"}
