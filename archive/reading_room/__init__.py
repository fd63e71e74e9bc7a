"""The reading room: a Datasette plugin that shows published archives and leaves every other database alone.

A database is ours when its file carries our `application_id` (`ours.py`); every hook asks that first. Settings,
permissions and request rules are in `house_rules.py`, what SQL can call in `functions.py`, what templates can call
in `room.py` and `cells.py`, what readers see of a failure in `errors.py`, the hooks that hand these to Datasette in
`hooks.py`. Reads only; never writes a database.
"""

from archive.reading_room.hooks import (
    asgi_wrapper,
    extra_css_urls,
    extra_template_vars,
    forbidden,
    handle_exception,
    permission_allowed,
    prepare_connection,
    register_routes,
    startup,
)

__all__ = [
    "asgi_wrapper",
    "extra_css_urls",
    "extra_template_vars",
    "forbidden",
    "handle_exception",
    "permission_allowed",
    "prepare_connection",
    "register_routes",
    "startup",
]
