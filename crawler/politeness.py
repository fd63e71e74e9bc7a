"""Who we say we are, and how many requests may be under way at once: what a profile decides of Scrapy's settings."""

from __future__ import annotations

from typing import Any

from archive import __version__
from archive.profile import Profile


def user_agent(profile: Profile) -> str:
    """Return the User-Agent: product, version, and how the site's owner reaches the operator."""
    contact = profile.site.user_agent_contact or "local test"
    return f"baogao/{__version__} (archive of government work reports; {contact})"


def settings_for(profile: Profile) -> dict[str, Any]:
    """Return the Scrapy settings that a profile decides."""
    return {
        "CONCURRENT_REQUESTS": profile.politeness.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": profile.politeness.concurrency,
    }
