"""The SDK's network to Prism, with an eye on what Prism objects to."""

import httpx


class Watched(httpx.HTTPTransport):
    """Notes each objection of Prism: of a request, of an answer, even those that it only warns of.

    It says so in a header; where it answers in the tenant's place, the answer is a problem.
    """

    def __init__(self) -> None:
        super().__init__()
        self.answers = 0
        self.objections: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = super().handle_request(request)
        content = response.read()
        self.answers += 1
        if "sl-violations" in response.headers:
            self.objections.append(response.headers["sl-violations"])
        elif response.headers.get("content-type") == "application/problem+json":
            self.objections.append(content.decode())
        return httpx.Response(response.status_code, headers=response.headers, content=content)
