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
