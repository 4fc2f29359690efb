"""A span for each attempt of each call, with OpenTelemetry.

    pip install . opentelemetry-sdk
    TINES_TENANT=acme.tines.com TINES_API_KEY=… python examples/trace_with_opentelemetry.py 42

It prints the number of actions, and the spans on standard error. Your program has its own exporter. Nothing in a span
is secret.
"""

import sys
import time
from collections.abc import Callable

from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import ConsoleSpanExporter, SimpleSpanProcessor

from tines_cases import Attempt, TinesClient

NANOSECONDS = 1_000_000_000


def span_of_each(tracer: trace.Tracer) -> Callable[[Attempt], None]:
    """What to hand in as `on_attempt`. The parent is the span that is current where the call is made."""

    def record(attempt: Attempt) -> None:
        end = time.time_ns()
        start = end - int(attempt.elapsed * NANOSECONDS)
        span = tracer.start_span(attempt.method, kind=trace.SpanKind.CLIENT, start_time=start)
        span.set_attributes({name: value for name, value in attributes(attempt).items() if value is not None})
        if attempt.error is not None:
            span.set_status(trace.Status(trace.StatusCode.ERROR, attempt.error))
        span.end(end)

    return record


def attributes(attempt: Attempt) -> dict[str, str | int | None]:
    """By the names of the semantic conventions for HTTP, as far as there are any."""
    return {
        "http.request.method": attempt.method,
        "url.path": attempt.path,
        "http.response.status_code": attempt.status,
        "http.request.resend_count": attempt.attempt - 1 or None,
        "error.type": attempt.error,
        "tines.page": attempt.page,
        "tines.request_id": attempt.request_id,
    }


def main(case_id: int) -> None:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(ConsoleSpanExporter(out=sys.stderr)))
    tracer = provider.get_tracer("tines")
    with TinesClient(on_attempt=span_of_each(tracer)) as tines, tracer.start_as_current_span("count the actions"):
        print(tines.case_actions.iterate(case_id).total())


if __name__ == "__main__":
    main(int(sys.argv[1]))
