"""What the document promises, each promise with its evidence."""

from attrs import frozen

from tines_spec import load


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
    def name(self) -> str:
        """The id without the word for its operation: that of the rule, whatever operation keeps it."""
        return self.id.partition("-")[2]

    @property
    def accuses(self) -> bool:
        """Whether a tenant that breaks it is accused: an assumption accuses nobody."""
        return self.grade != "assumed"


@frozen
class Source:
    """Where a promise is from."""

    title: str
    url: str
    edition: str


def source_of(promise: Promise) -> Source:
    """Where a promise is from, as the document names it."""
    said = load()["info"]["x-sources"][promise.source]
    return Source(said["title"], said["url"], str(said["edition"]))
