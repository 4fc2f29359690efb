"""Everything that can go wrong with a call, as one tree.

    TinesError
    ├── ConfigurationError (ValueError)            tenant, key or environment; or the client is closed
    ├── TransportError                             no response came, or not a whole one
    │   ├── DeadlineError (TimeoutError)           the call did not end in time
    │   ├── ConnectionFailedError (ConnectionError)
    │   └── ProtocolError                          what came is not HTTP, or more of it than we take
    ├── DecodeError                                a response came, and is not what the API promises
    ├── FilterIgnoredError                         an item came that does not fit the filters
    ├── ListMovedError                             a list changed each time that its pages were read
    ├── PressError                                 what a webhook was sent is no press that can be read
    │   └── PressSecretError                       it does not hold the shared secret
    ├── PlanOutdatedError                          an item is not as it was when the plan was made
    ├── TooManyDeletesError                        the plan deletes more than it may
    └── ApiError                                   a response came, and is an error
        ├── BadRequestError           400
        ├── AuthenticationError       401
        ├── PermissionDeniedError     403
        ├── NotFoundError             404
        ├── UnprocessableError        422
        ├── RateLimitError            429
        ├── ServerError               5xx
        └── UnexpectedStatusError     everything else

Arguments that make no sense raise TypeError or ValueError before anything is sent; for what the network and the
server do, `except TinesError` is enough. No error holds the key, and none prints a response's body.
"""

from collections.abc import Mapping
from typing import Self

__all__ = (
    "ApiError",
    "AuthenticationError",
    "BadRequestError",
    "ConfigurationError",
    "ConnectionFailedError",
    "DeadlineError",
    "DecodeError",
    "FilterIgnoredError",
    "ListMovedError",
    "NotFoundError",
    "PermissionDeniedError",
    "PlanOutdatedError",
    "PressError",
    "PressSecretError",
    "ProtocolError",
    "RateLimitError",
    "ServerError",
    "TinesError",
    "TooManyDeletesError",
    "TransportError",
    "UnexpectedStatusError",
    "UnprocessableError",
)


class TinesError(Exception):
    """The root of the tree."""


class ConfigurationError(TinesError, ValueError):
    """The tenant, the key, the proxy or the certificates make no sense, or the client is closed. Nothing was sent."""


class TransportError(TinesError):
    """No whole response came.

    Attributes:
        may_have_been_processed: False only if the request, in none of its attempts, can have reached the tenant.
        method: that of the request.
        path: that of the request.
    """

    def __init__(
        self, message: str = "", *, may_have_been_processed: bool = False, method: str = "", path: str = ""
    ) -> None:
        super().__init__(message)
        self.may_have_been_processed = may_have_been_processed
        self.method = method
        self.path = path

    @property
    def request_path(self) -> str:
        """The path of the request, as in `path`, which is a place in the JSON in other errors."""
        return self.path


class DeadlineError(TransportError, TimeoutError):
    """The call did not end within its timeout, waiting and retries included."""


class ConnectionFailedError(TransportError, ConnectionError):
    """The connection could not be made, or broke."""


class ProtocolError(TransportError):
    """What came is not HTTP as it should be, or is larger than this client takes."""


class DecodeError(TinesError):
    """A response came that is not what the API promises.

    The message shows the value that was found there: 40 characters at most, and none of what is secret, such as a URL.

    Attributes:
        path: where in the JSON, such as `$.actions[3].id`.
        status: that of the response.
        method: that of the request.
        request_path: the path of the request.
        headers: those of the response, without the key. Never printed.
        body: its first 64 KiB, without the key. Never printed, and in no pickle or copy.
        request_id: what the tenant calls the request, None if it has no name.
    """

    def __init__(self, message: str = "", *, status: int = 0, path: str = "$") -> None:
        super().__init__(message)
        self.status = status
        self.path = path
        self.method = ""
        self.request_path = ""
        self.headers: Mapping[str, str] = {}
        self.body = b""
        self.request_id: str | None = None

    @property
    def json_path(self) -> str:
        """Where in the JSON, as in `path`, which is the request's in other errors."""
        return self.path

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...], dict[str, object]]:
        return type(self), self.args, {**vars(self), "body": b""}


class FilterIgnoredError(TinesError):
    """An item came that does not fit the filters: the tenant ignores one, or reads it otherwise. Nothing else is shown.

    Attributes:
        item_id: the id of the item.
        filter_name: the filter that it does not fit, such as `status`.
        encoding: how the filters were sent: brackets, json or body.
    """

    def __init__(
        self, message: str = "", *, item_id: object = None, filter_name: str = "", encoding: str = "brackets"
    ) -> None:
        super().__init__(message)
        self.item_id = item_id
        self.filter_name = filter_name
        self.encoding = encoding


class ListMovedError(TinesError):
    """Other people's writes moved a list's items from page to page, each time that `iterate` read its pages.

    What has come is right, and each item came once. Some of those that were there all the time may be missing.
    """


class PressError(TinesError):
    """What a webhook was sent is no press that can be read. Nothing of it is shown.

    Attributes:
        path: where in the JSON.
    """

    def __init__(self, message: str = "", *, path: str = "$") -> None:
        super().__init__(message)
        self.path = path

    @property
    def json_path(self) -> str:
        """Where in the JSON, as in `path`, which is the request's in other errors."""
        return self.path


class PressSecretError(PressError):
    """The press does not hold the shared secret: whoever sent it is not to be believed."""


class PlanOutdatedError(TinesError):
    """An item that a plan is to change or to delete is not as it was when the plan was made. Plan again.

    Or a create that failed before may have been done, so that it is not done again.

    Attributes:
        item_id: the id of the item; None for a create.
        changed: the fields that have changed; none where the item is gone.
    """

    def __init__(self, message: str = "", *, item_id: object = None, changed: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.item_id = item_id
        self.changed = changed


class TooManyDeletesError(TinesError):
    """A plan deletes more items than `max_deletes` allows. Nothing was written."""


class ApiError(TinesError):
    """The tenant responded with something other than success.

    In messages, URLs are shortened to their host. The key is redacted everywhere.

    Attributes:
        status: the HTTP status.
        messages: what the body says, as far as it can be read.
        body: its first 64 KiB. Never printed.
        headers: by their names in lower case. Never printed.
        retry_after: how many seconds the tenant asks to wait before the next attempt, None if it doesn't say.
        method: that of the request.
        path: that of the request.
        request_id: what the tenant calls the request, None if it has no name.
    """

    def __init__(
        self,
        message: str = "",
        *,
        status: int = 0,
        messages: tuple[str, ...] = (),
        body: bytes = b"",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.messages = messages
        self.body = body
        self.retry_after = retry_after
        self.method = ""
        self.path = ""
        self.headers: Mapping[str, str] = {}
        self.request_id: str | None = None

    @property
    def request_path(self) -> str:
        """The path of the request, as in `path`, which is a place in the JSON in other errors."""
        return self.path


class BadRequestError(ApiError):
    """400: the tenant could not make sense of the request."""


class AuthenticationError(ApiError):
    """401: the key is missing or wrong."""


class PermissionDeniedError(ApiError):
    """403: the key may not do this."""


class NotFoundError(ApiError):
    """404: there is no such thing, or the key may not see it."""


class UnprocessableError(ApiError):
    """422: the tenant refuses a value in the request."""


class RateLimitError(ApiError):
    """429: too many requests. Nothing was processed."""


class ServerError(ApiError):
    """5xx: the tenant, or something before it, failed."""


class UnexpectedStatusError(ApiError):
    """A status that the API does not promise for this call; a redirect too, since none is followed."""
