"""Builds a probe for whatever operation of one tenant."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from attrs import field, frozen

from tines_contract.probes.probe import Probe
from tines_contract.probes.purpose import Purpose
from tines_fake import Credentials, Request
from tines_spec import Operation


@frozen
class RequestBuilder:
    """Builds probes. arguments: those of paths that are known, such as the plan's case, by name."""

    origin: str
    arguments: Mapping[str, object] = field(factory=dict)

    def probe(
        self,
        operation: Operation,
        purpose: Purpose,
        *,
        path: Mapping[str, object] | None = None,
        query: Mapping[str, object] | str = "",
        body: Any = None,
        credentials: Credentials = Credentials.RIGHT,
    ) -> Probe:
        """A probe. path: arguments besides those that are known, or in their place. A body that is no bytes is JSON."""
        request = Request(
            method=operation.method,
            origin=self.origin,
            path=operation.path_for(**{**self.arguments, **(path or {})}),
            query=query if isinstance(query, str) else urlencode(query),
            credentials=credentials,
            body=body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode(),
        )
        return Probe(request, purpose)
