"""Digests that are names: the key of a report, and the digest by which an edit is told from a changed surrounding."""

from __future__ import annotations

import hashlib
import json


def report_key(site: str, url: str) -> str:
    """Return the key of a report: the first 12 hex digits of sha256 of site + canonical URL (contract, section 4)."""
    return hashlib.sha256(f"{site}{url}".encode()).hexdigest()[:12]


def digest(*parts: str | None) -> str:
    """Return the hex sha256 of several values; None and '' differ."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
