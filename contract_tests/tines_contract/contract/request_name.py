"""What messages call a request: its method, path and query, cut where they are long."""

from tines_fake import Request

_MOST = 200


def named(request: Request) -> str:
    """Such as GET /api/v2/cases/1/actions?page=2."""
    text = f"{request.method} {request.path}{f'?{request.query}' if request.query else ''}"
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"
