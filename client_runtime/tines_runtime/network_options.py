"""What a client's own connections go through: a proxy, certificates, and how many of them there are."""

import os
import ssl
from typing import Protocol

from msgspec import Struct

from tines_runtime.body_arguments import SecretValue
from tines_runtime.errors import ConfigurationError
from tines_runtime.http_library import HttpLibrary

Verify = ssl.SSLContext | str | os.PathLike[str]
Cert = str | os.PathLike[str] | tuple[str, str] | tuple[str, str, str]


class Limits(Protocol):
    """How many connections there are, how many are kept, and for how many seconds: `httpx.Limits` is one."""

    @property
    def max_connections(self) -> int | None: ...
    @property
    def max_keepalive_connections(self) -> int | None: ...
    @property
    def keepalive_expiry(self) -> float | None: ...


class NetworkOptions(Struct, frozen=True):
    """Options that a transport of somebody's own decides by itself. None is what the environment says."""

    proxy: SecretValue[str] | None = None
    verify: Verify | None = None
    cert: SecretValue[Cert] | None = None
    limits: Limits | None = None

    @classmethod
    def given(
        cls, proxy: str | None, verify: Verify | None, cert: Cert | None, limits: Limits | None
    ) -> "NetworkOptions":
        """With what may hold a password out of sight."""
        return cls(
            None if proxy is None else SecretValue(proxy), verify, None if cert is None else SecretValue(cert), limits
        )

    def refuse_beside_a_transport(self) -> None:
        """Raise TypeError where one is given, and would be of no effect."""
        if given := self._given():
            raise TypeError(f"{given[0]} has no effect on a transport of your own: set it there")

    def _given(self) -> list[str]:
        return [name for name in self.__struct_fields__ if getattr(self, name) is not None]

    def __repr__(self) -> str:
        return f"NetworkOptions({', '.join(self._given())})"

    def context(self, library: HttpLibrary) -> ssl.SSLContext:
        """What servers are trusted by. Raises ConfigurationError for files that cannot be read."""
        if isinstance(self.verify, ssl.SSLContext):
            if self.cert is not None:
                raise TypeError("cert has no effect on an SSLContext of your own: call its load_cert_chain")
            return self.verify
        if self.verify is not None and not isinstance(self.verify, str | os.PathLike):
            raise TypeError(f"verify must be a CA file or an SSLContext, not {type(self.verify).__name__}")
        context = library.trusting_context() if self.verify is None else _trusting(os.fspath(self.verify))
        if self.cert is not None:
            self.cert.read(lambda cert: _present(context, *((cert,) if isinstance(cert, str | os.PathLike) else cert)))
        return context


def _trusting(place: str) -> ssl.SSLContext:
    try:
        if os.path.isdir(place):
            return ssl.create_default_context(capath=place)
        return ssl.create_default_context(cafile=place)
    except OSError as error:
        problem = error.strerror or type(error).__name__
    raise ConfigurationError(f"verify: the certificates in {place!r} cannot be read: {problem}")


def _present(
    context: ssl.SSLContext,
    file: str | os.PathLike[str],
    key: str | os.PathLike[str] | None = None,
    password: str | os.PathLike[str] = "",
) -> None:
    """Show a certificate of the client's own. Without a password, nobody is asked for one."""
    try:
        context.load_cert_chain(file, key, str(password))
        return
    except (OSError, TypeError, ValueError) as error:
        problem = getattr(error, "strerror", None) or type(error).__name__
    raise ConfigurationError(f"cert: the client's certificate or its key cannot be read: {problem}")
