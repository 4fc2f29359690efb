"""What a signal handler raises in the middle of a call, such as the time limit of a job queue: it is for who set it."""

import signal
import threading
from collections.abc import Iterator
from types import FrameType

import pytest

from contract_tests.client_adapters import PLENTY
from contract_tests.runtime.secrets.key_search import KEY, places_that_show_the_key
from contract_tests.runtime.servers.hostile_server import Behaviour, Peer, responds
from contract_tests.runtime.servers.samples import Serve
from tines_cases import RetryPolicy, TinesClient


class TimeLimitError(Exception):
    """As Celery's and RQ's, an Exception."""


@pytest.fixture(params=[TimeLimitError, TimeoutError])
def raised(request: pytest.FixtureRequest) -> Iterator[type[Exception]]:
    """What SIGUSR1 raises. A ConnectionResetError may be swallowed: httpcore reads on where sending has failed."""
    kind: type[Exception] = request.param

    def end(_: int, __: FrameType | None) -> None:
        raise kind("the time limit")

    before = signal.signal(signal.SIGUSR1, end)
    yield kind
    signal.signal(signal.SIGUSR1, before)


def _signals() -> Behaviour:
    main = threading.main_thread().ident
    assert main is not None

    def behave(peer: Peer) -> None:
        peer.read_request()
        signal.pthread_kill(main, signal.SIGUSR1)
        peer.hold()

    return behave


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="Windows sends no signal to a thread")
def test_what_a_signal_handler_raises_passes_as_it_is(serve: Serve, raised: type[Exception]) -> None:
    server = serve(_signals())

    with TinesClient(server.origin, KEY, timeout=PLENTY) as tines:
        with pytest.raises(Exception, match="the time limit") as caught:
            tines.case_actions.list(1)
        assert (type(caught.value), len(server.requests)) == (raised, 1)
        assert places_that_show_the_key(caught.value) == []
        assert tines.case_actions.list(1).case_id == 1


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="Windows sends no signal to a thread")
def test_a_failure_after_a_signal_handler_has_raised_is_one_of_its_own(serve: Serve, raised: type[Exception]) -> None:
    server = serve(_signals(), then=responds(b"nonsense\r\n\r\n"))

    with TinesClient(server.origin, KEY, timeout=PLENTY, retry=RetryPolicy.none()) as tines:
        with pytest.raises(raised):
            tines.case_actions.list(1)
        try:
            signal.raise_signal(signal.SIGUSR1)
        except raised:
            with pytest.raises(Exception, match="no response that can be read"):
                tines.case_actions.list(1)
