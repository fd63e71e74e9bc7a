"""The reading room: a Datasette plugin that shows published archives and leaves every other database alone.

A database is ours when its file carries our `application_id` (`ours.py`); every hook asks that first. Settings,
permissions and request rules are in `house_rules.py`, what SQL can call in `functions.py`, what templates can
call in `room.py`, the hooks that hand these to Datasette in `hooks.py`. Reads only; never writes a database.
"""

from archive.reading_room.hooks import (
    asgi_wrapper,
    extra_css_urls,
    extra_template_vars,
    permission_allowed,
    prepare_connection,
    startup,
)

__all__ = [
    "asgi_wrapper",
    "extra_css_urls",
    "extra_template_vars",
    "permission_allowed",
    "prepare_connection",
    "startup",
]
