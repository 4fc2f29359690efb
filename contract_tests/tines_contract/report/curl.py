"""A request as a line for a POSIX shell, with the key as $TINES_API_KEY."""

import shlex

from tines_fake import Credentials, Request

_KEYS = {
    Credentials.RIGHT: "$TINES_API_KEY",
    Credentials.EMPTY: "",
    Credentials.WRONG: "wrong",
    Credentials.CUT: "${TINES_API_KEY%?}",
    Credentials.LENGTHENED: "${TINES_API_KEY}x",
    # Another last character, also where that is an x.
    Credentials.ALTERED: "${TINES_API_KEY%?}$(case $TINES_API_KEY in (*x) echo y;; (*) echo x;; esac)",
    Credentials.LOWER_SCHEME: "wrong",
    Credentials.RECASED: '$(printf %s "$TINES_API_KEY" | tr a-zA-Z A-Za-z)',
}
_WITH_BODY = ("POST", "PUT", "PATCH")


def curl(request: Request) -> str:
    """The line that sends the request as the suite has sent it, and shows status and headers of the response."""
    parts = [
        "curl -sSi",
        *{"GET": (), "HEAD": ("-I",)}.get(request.method, (f"-X {request.method}",)),
        *_key(request),
        *(f"-H {shlex.quote(f'{name}: {value}')}" for name, value in request.headers.items()),
        '-H "Accept: application/json"',
        *_body(request),
    ]
    line = " ".join([*parts, shlex.quote(request.url)])
    return line if _is_plain(request.body) else f"printf {shlex.quote(_escaped(request.body))} | {line}"


def _key(request: Request) -> list[str]:
    key = _KEYS.get(request.credentials)
    scheme = "bearer" if request.credentials is Credentials.LOWER_SCHEME else "Bearer"
    return [] if key is None else [f'-H "Authorization: {f"{scheme} {key}".rstrip()}"']


def _body(request: Request) -> list[str]:
    if request.body:
        data = shlex.quote(request.body.decode()) if _is_plain(request.body) else "@-"
        option = "--data-raw" if _is_plain(request.body) else "--data-binary"
        return ['-H "Content-Type: application/json"', f"{option} {data}"]
    # Without this curl sends no length of the body; with it alone, it says that a form is sent.
    return ["-H Content-Type: --data-raw ''"] if request.method in _WITH_BODY else []


def _is_plain(body: bytes) -> bool:
    """Whether a body can be written out; others could not be copied from a screen."""
    return body.isascii() and body.decode("latin-1").isprintable()


def _escaped(body: bytes) -> str:
    """The body as a format of printf."""
    return "".join(chr(one) if chr(one).isalnum() and one < 128 else f"\\{one:03o}" for one in body)
