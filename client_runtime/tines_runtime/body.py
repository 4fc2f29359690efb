"""A response's body as it comes: decoded, and no larger than this client takes."""

import zlib

from tines_runtime.errors import ProtocolError

LARGEST_BODY = 64 * 1024 * 1024
"""Bytes, after decompression. 500 actions take about 200 KB."""

_GZIP = 16 + zlib.MAX_WBITS


class Body:
    """Takes a body piece by piece; inflates gzip no further than to the limit, however small the piece.

    Raises ProtocolError for an encoding nobody asked for, for broken or truncated gzip, and past the limit.
    """

    def __init__(self, encoding: str) -> None:
        if encoding.strip().lower() not in ("", "identity", "gzip", "x-gzip"):
            raise ProtocolError(f"the answer is encoded as {encoding[:40]!r}, which was not asked for")
        self._pieces: list[bytes] = []
        self._room = LARGEST_BODY
        self._inflate = None if encoding.strip().lower() in ("", "identity") else zlib.decompressobj(_GZIP)
        self._begun = False

    def take(self, piece: bytes) -> None:
        """Keep the next piece. Raises ProtocolError."""
        self._begun = self._begun or bool(piece)
        if self._inflate is not None:
            piece = self._inflated(self._inflate, piece)
        self._room -= len(piece)
        if self._room < 0:
            raise ProtocolError(f"the answer's body is larger than {LARGEST_BODY} bytes")
        self._pieces.append(piece)

    def _inflated(self, inflate: "zlib._Decompress", piece: bytes) -> bytes:
        try:
            return inflate.decompress(piece, self._room + 1)
        except zlib.error:
            raise ProtocolError("the answer says gzip and is not") from None

    def whole(self) -> bytes:
        """The body, once every piece was taken. Raises ProtocolError."""
        body = self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)
        if self._inflate is not None and self._begun and not self._inflate.eof:
            raise ProtocolError("the answer's gzip ends too early")
        return body
