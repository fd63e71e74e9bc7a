"""A response as received becomes an `Exchange`: body still compressed, headers as they came. Keeps nothing itself."""

from __future__ import annotations

from http import HTTPStatus

from scrapy import Request
from scrapy.http import Headers as ScrapyHeaders
from scrapy.http import Response

from archive import clock
from archive.warc import Exchange, Headers, Role


def as_exchange(request: Request, response: Response, role: Role, page: int | None = None) -> Exchange:
    """Turn a Scrapy request and its response into an exchange."""
    try:
        reason = HTTPStatus(response.status).phrase
    except ValueError:
        reason = ""
    return Exchange(
        role=role,
        url=response.url,
        fetched_at=clock.timestamp(),
        status=response.status,
        reason=reason,
        request_headers=_headers(request.headers),
        headers=_headers(response.headers),
        body=response.body,
        page=page,
    )


def _headers(headers: ScrapyHeaders) -> Headers:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values
    )
