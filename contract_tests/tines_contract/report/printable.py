"""Texts of others, as they may be shown: what moves the cursor, hides, or turns a line round is an escape."""


def printable(text: str) -> str:
    """The text in one line, with what is no visible character written as an escape, such as \\u202e."""
    return text if text.isprintable() else "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)
