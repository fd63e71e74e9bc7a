"""The Datasette plugin: makes the ordinary search box exact for Chinese and shows where the words stand.

Acts only on databases with our `application_id`; every other database is left alone. Settings belong to the whole
server: they are changed only when one of ours is served, and only where the operator has not set them.
"""

from archive.reading_room.hooks import (
    extra_css_urls,
    extra_template_vars,
    prepare_connection,
    render_cell,
    startup,
)

__all__ = ["extra_css_urls", "extra_template_vars", "prepare_connection", "render_cell", "startup"]
