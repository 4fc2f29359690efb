"""How a response goes over the wire where that is not at once and whole. Adapters do what is said here."""

from typing import Literal

from attrs import evolve, frozen

Part = Literal["head", "body"]


@frozen(kw_only=True)
class Delivery:
    """wait: seconds before anything is sent. drip: seconds between two bytes of a part of the response.

    sent: how many bytes of the body are sent; None is all. The connection then ends: broken off, or, if `reset`, reset.
    lost: nothing is sent at all.
    """

    wait: float = 0.0
    drip: tuple[Part, float] | None = None
    sent: int | None = None
    reset: bool = False
    lost: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether the response does not come whole."""
        return self.lost or self.sent is not None

    def later(self, seconds: float) -> "Delivery":
        """The same, after so many more seconds."""
        return evolve(self, wait=self.wait + seconds)


AT_ONCE = Delivery()
