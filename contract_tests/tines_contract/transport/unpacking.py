"""Unpacks a body as it comes, and stops where it gets too large: a few bytes of gzip can stand for gigabytes."""

import zlib

MAX_BODY = 16 * 1024 * 1024
"""Bytes of a body, packed or unpacked, that are read at most, if nobody says otherwise."""

ENCODINGS = "gzip, deflate"
_GZIP = 16 + zlib.MAX_WBITS
_MEMBER = b"\x1f\x8b"
"""What a member of gzip begins with, of which there may be several."""


class BodyError(Exception):
    """The body cannot be read: it is too large, or packed in a way that is not understood."""


class Unpacking:
    """One body. encoding: the Content-Encoding that it came with."""

    def __init__(self, encoding: str, most: int) -> None:
        self._encoding = encoding.strip().lower()
        self._most = most
        self._packed = 0
        self._pieces: list[bytes] = []
        self._size = 0
        self._behind = b""
        self._inflate: zlib._Decompress | None = None
        if self._encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise BodyError(f"the body has the content encoding {self._encoding[:40]!r}, which was not asked for")

    def feed(self, piece: bytes) -> None:
        """Take what has come. Raises BodyError."""
        self._packed += len(piece)
        if self._packed > self._most:
            self._too_large()
        if self._encoding in ("", "identity"):
            self._keep(piece)
            return
        try:
            self._unpack(piece)
        except zlib.error:
            raise BodyError(f"the body is no {self._encoding}") from None

    def body(self) -> bytes:
        """All of the body. Raises BodyError where it ended too early."""
        if self._packed and self._inflate is not None and not self._inflate.eof:
            raise BodyError(f"the {self._encoding} of the body is cut off")
        return b"".join(self._pieces)

    def _unpack(self, piece: bytes) -> None:
        while piece:
            if self._inflate is None:
                self._inflate = self._begin(piece)
            elif self._inflate.eof:
                self._behind += piece
                if len(self._behind) < len(_MEMBER) or not self._behind.startswith(_MEMBER):
                    return  # what comes behind the end is no part of the body
                piece, self._behind = self._behind, b""
                self._inflate = zlib.decompressobj(_GZIP)
            self._keep(self._inflate.decompress(piece, self._most + 1 - self._size))
            piece = self._inflate.unconsumed_tail or self._inflate.unused_data

    def _begin(self, piece: bytes) -> "zlib._Decompress":
        if self._encoding != "deflate":
            return zlib.decompressobj(_GZIP)
        # What is called deflate has a header of zlib, and from some servers none.
        with_header = piece[0] & 0x0F == 8 and (len(piece) < 2 or (piece[0] * 256 + piece[1]) % 31 == 0)
        return zlib.decompressobj(zlib.MAX_WBITS if with_header else -zlib.MAX_WBITS)

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._most:
            self._too_large()
        self._pieces.append(piece)

    def _too_large(self) -> None:
        raise BodyError(f"the body is larger than {self._most} bytes")
