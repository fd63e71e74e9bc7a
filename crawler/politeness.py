"""How we behave on a site: who we say we are, how fast we go, and where we do not go. Values for Scrapy's settings."""

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
        "USER_AGENT": user_agent(profile),
        "DOWNLOAD_DELAY": profile.politeness.delay,
        "CONCURRENT_REQUESTS": profile.politeness.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": profile.politeness.concurrency,
        "DOWNLOAD_MAXSIZE": profile.guard.max_body_bytes,
    }
