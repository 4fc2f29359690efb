"""What the document promises, each promise with its evidence."""

from attrs import frozen


@frozen
class Promise:
    """One promise: its rule, how well it is known (documented, observed or assumed), and from where.

    needs: what must have been seen before it can be held.
    """

    id: str
    rule: str
    grade: str
    source: str
    needs: str

    @property
    def accuses(self) -> bool:
        """Whether a tenant that breaks it is accused: an assumption accuses nobody."""
        return self.grade != "assumed"
