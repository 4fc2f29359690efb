"""A hook of mkdocs: the errors that the reference names lead to their descriptions."""

import re

from mkdocs.structure.pages import Page

from tines_cases import errors

_NAMED = re.compile(rf"<code>({'|'.join(errors.__all__)})</code>")


def on_page_content(html: str, page: Page, **_: object) -> str:
    if not page.file.src_uri.startswith("reference/"):
        return html
    return _NAMED.sub(r'<a href="errors.html#tines_cases.errors.\1"><code>\1</code></a>', html)
