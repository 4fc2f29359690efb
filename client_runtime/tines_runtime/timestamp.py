"""The types of moments and days.

A timestamp is a datetime that knows its offset: one without is refused when it is decoded.
"""

import datetime
from typing import Annotated

import msgspec

Timestamp = Annotated[datetime.datetime, msgspec.Meta(tz=True)]

Date = datetime.date
