"""Through a corporate proxy that opens TLS, and whose certificates a private authority signs.

    pip install .
    TINES_TENANT=acme.tines.com TINES_API_KEY=… \\
        python examples/through_a_corporate_proxy.py http://proxy.corp.example:3128 /etc/ssl/corp-ca.pem

Without `proxy=`, the proxy comes from HTTPS_PROXY and NO_PROXY, as for curl.
"""

import ssl
import sys

from tines_cases import TinesClient
from tines_cases.errors import ConnectionFailedError, TinesError


def trust(authority: str) -> ssl.SSLContext:
    """The authorities of this machine, and the private one. `verify=authority` would trust that one alone."""
    context = ssl.create_default_context()
    context.load_verify_locations(authority)
    return context


def main(proxy: str, authority: str) -> int:
    try:
        # user:password@ in the proxy's URL is sent to the proxy alone, and shown in no message.
        with TinesClient(proxy=proxy, verify=trust(authority)) as tines:
            print("cases:", tines.cases.iterate().total())
    except ConnectionFailedError as error:
        print(f"no connection: {error}; is {authority} what signs the certificates of the proxy?", file=sys.stderr)
        return 1
    except (TinesError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
