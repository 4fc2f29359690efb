"""A response's body as it comes: decoded, and no larger than this client takes."""

import zlib

from tines_runtime.errors import ProtocolError

LARGEST_BODY = 64 * 1024 * 1024
"""Bytes, after decompression. 500 actions take about 200 KB."""

_GZIP = 16 + zlib.MAX_WBITS
_PLAIN = frozenset({"", "identity"})
_ZIPPED = frozenset({"gzip", "x-gzip"})


class Body:
    """Takes a body piece by piece; inflates gzip no further than to the limit, however small the piece.

    What is wrong with it is kept until the body is asked for, so that whoever reads can close first: an encoding nobody
    asked for, broken or truncated gzip, a body past the limit.
    """

    def __init__(self, encoding: str) -> None:
        self._zipped = encoding.strip().lower() in _ZIPPED
        self._inflate = zlib.decompressobj(_GZIP)
        self._pieces: list[bytes] = []
        self._room = LARGEST_BODY
        self._problem: str | None = None
        if not self._zipped and encoding.strip().lower() not in _PLAIN:
            self._problem = f"the response is encoded as {encoding[:40]!r}, which was not asked for"

    def take(self, piece: bytes) -> bool:
        """Keep the next piece; False where no more is wanted."""
        if self._problem is None and piece:
            self._keep_inflated(piece) if self._zipped else self._keep(piece)
        return self._problem is None

    def _keep(self, piece: bytes) -> None:
        self._room -= len(piece)
        if self._room < 0:
            self._problem = f"the response's body is larger than {LARGEST_BODY} bytes"
            return
        self._pieces.append(piece)

    def _keep_inflated(self, piece: bytes) -> None:
        while piece and self._problem is None:
            if self._inflate.eof:
                self._inflate = zlib.decompressobj(_GZIP)
            try:
                inflated = self._inflate.decompress(piece, self._room + 1)
            except zlib.error:
                self._problem = "the response says gzip and is not"
                return
            self._keep(inflated)
            piece = self._inflate.unused_data

    def whole(self) -> bytes:
        """The body, once every piece was taken. Raises ProtocolError where something is wrong with it."""
        if self._zipped and self._pieces and not self._inflate.eof:
            self._problem = self._problem or "the response's gzip ends too early"
        if self._problem is not None:
            raise ProtocolError(self._problem)
        return self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)
