"""A response's body as it comes: decoded, and no larger than this client takes."""

import zlib

from tines_runtime.errors import ProtocolError

LARGEST_BODY = 16 * 1024 * 1024
"""Bytes of a success, after decompression and before it; 500 actions take about 200 KB."""
LARGEST_ERROR = 64 * 1024
"""Bytes of an error that are kept."""
MARGIN = 8 * 1024
"""Bytes of an error that are read beyond those: what is cut off may be a key, which must be known as one."""

_GZIP = 16 + zlib.MAX_WBITS
_MOST_MEMBERS = 16
"""Parts that gzip may come in. A server sends one; thousands of empty ones are an attack."""
_PLAIN = frozenset({"", "identity"})
_ZIPPED = frozenset({"gzip", "x-gzip"})


class Body:
    """Takes a body piece by piece; inflates gzip no further than to the limit, however small the piece.

    What is wrong with it is kept until the body is asked for, so that whoever reads can close first: an encoding nobody
    asked for, broken or truncated gzip, a body past the limit.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        self._zipped = encoding.strip().lower() in _ZIPPED
        self._inflate = zlib.decompressobj(_GZIP)
        self._members = 1
        self._pieces: list[bytes] = []
        self._limit = limit
        self._room = limit
        self._room_for_zipped = limit
        self._is_too_large = False
        self._problem: str | None = None
        if not self._zipped and encoding.strip().lower() not in _PLAIN:
            self._problem = "the response has an encoding that was not asked for"

    def take(self, piece: bytes) -> bool:
        """Keep the next piece; False where no more is wanted."""
        if piece and self._is_wanted():
            self._keep_inflated(piece) if self._zipped else self._keep(piece)
        return self._is_wanted()

    def _is_wanted(self) -> bool:
        return self._problem is None and not self._is_too_large

    def _keep(self, piece: bytes) -> None:
        self._is_too_large = len(piece) > self._room
        self._pieces.append(piece[: self._room])
        self._room -= len(self._pieces[-1])

    def _keep_inflated(self, piece: bytes) -> None:
        self._room_for_zipped -= len(piece)
        self._is_too_large = self._room_for_zipped < 0
        while piece and self._is_wanted():
            if self._inflate.eof:
                self._begin_member()
                continue
            try:
                inflated = self._inflate.decompress(piece, self._room + 1)
            except zlib.error:
                self._problem = "the response says gzip and is not"
                return
            self._keep(inflated)
            piece = self._inflate.unused_data

    def _begin_member(self) -> None:
        self._members += 1
        self._inflate = zlib.decompressobj(_GZIP)
        if self._members > _MOST_MEMBERS:
            self._problem = f"the response's gzip has more than {_MOST_MEMBERS} parts"

    def whole(self) -> bytes:
        """The body, once every piece was taken. Raises ProtocolError where something is wrong with it."""
        if self._is_too_large:
            raise ProtocolError(f"the response's body is larger than {self._limit} bytes (max_body)")
        problem = self._what_is_wrong()
        if problem is not None:
            raise ProtocolError(problem)
        return self._kept()

    def beginning(self) -> bytes:
        """As much of the body as there is room for; nothing where something is wrong with it.

        It is that of an error, whose status says what to do, and half a body may end in half a key.
        """
        return b"" if self._what_is_wrong() is not None else self._kept()

    def _what_is_wrong(self) -> str | None:
        cut_off = self._zipped and bool(self._pieces) and not self._inflate.eof and not self._is_too_large
        return self._problem or ("the response's gzip ends too early" if cut_off else None)

    def _kept(self) -> bytes:
        return self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)
