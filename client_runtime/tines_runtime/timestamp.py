"""The type of a timestamp: a datetime that knows its offset, since one without is refused when it is decoded."""

import datetime
from typing import Annotated

import msgspec

Timestamp = Annotated[datetime.datetime, msgspec.Meta(tz=True)]
