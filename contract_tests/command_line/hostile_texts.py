"""Texts that somebody could write into a label, to harm who lists it."""

HOSTILE = {
    "escape": "\x1b[2J\x1b]0;owned\x07",
    "c1": "\x9b31mred\x9c",
    "bell and backspace": "abc\x07\x08\x08\x08",
    "lines": "one\r\ntwo\n\tthree\x0b",
    "bidi": "\u202egnp.exe\u2066\u2069",
    "separators": "a\u2028b\u2029c\x85d",
    "markup": "[red]x[/red] [link=https://a.test]y[/link] :fire:",
    "zero width": "a\u200bb\ufeffc",
}
SPREADSHEET = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1")
INVISIBLE = (
    "\u200b\u200c\u200d\ufeff\u00ad\u034f\u115f\u180e\u202e\u2060\u2066\u2800\u3164\ufe0f\uffa0\U000e0041\U000e0101"
)
"""What nobody sees within a Latin word."""
SHAPED = ("\u26a0\ufe0f Isolate", "\U0001f469\u200d\U0001f4bb", "\u0645\u06cc\u200c\u062e", "\u0915\u094d\u200d\u0937")
"""What joiners and variation selectors are for: emoji, Persian, Hindi."""
