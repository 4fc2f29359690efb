"""A hook of mkdocs: `<!-- tabs: curl, Python -->` makes tabs of the blocks of code below it. GitHub shows one by one.

The output that a block prints stays in its tab.
"""

import re
import textwrap

_TABS = re.compile(r"^<!-- tabs: (?P<labels>[^\n]+) -->\n(?P<blocks>(?:\n```\w.*?^```\n)+)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(?!output).*?^```\n(?:\n```output.*?^```\n)?", re.MULTILINE | re.DOTALL)


def on_page_markdown(markdown: str, **_: object) -> str:
    """Make the tabs of a page."""
    return _TABS.sub(_tabbed, markdown)


def _tabbed(match: re.Match[str]) -> str:
    tabs = zip(match["labels"].split(", "), _BLOCK.findall(match["blocks"]), strict=True)
    return "\n".join(f'=== "{label}"\n\n{textwrap.indent(block, "    ")}' for label, block in tabs)
