"""What a request shows of its sender: read from its Authorization header, which goes no further."""

from tines_fake.exchange import Credentials


def shown_credentials(authorization: str | None, api_key: str) -> Credentials:
    """Whether the header holds the right key, another one, or is missing."""
    if authorization is None:
        return Credentials.NONE
    scheme, _, key = authorization.partition(" ")
    right = scheme.lower() == "bearer" and key.strip() == api_key
    return Credentials.RIGHT if right else Credentials.WRONG
