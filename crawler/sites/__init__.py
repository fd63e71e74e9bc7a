"""Site profiles that come with baogao, one TOML file each, and how a name or path on the command line finds one."""

from __future__ import annotations

import difflib
from pathlib import Path

from archive.errors import ProfileError
from archive.profile import Profile, load_profile

FOLDER = Path(__file__).parent


def names() -> list[str]:
    """Return the names of the profiles that come with baogao."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def find_profile(name_or_path: str, base_url: str | None = None) -> Profile:
    """Return the profile of a site by name, or by the path of a TOML file, for `base_url` where one is given.

    Raises ProfileError with the nearest known name when there is no such profile.
    """
    own = FOLDER / f"{name_or_path}.toml"
    path = own if own.parent == FOLDER and own.is_file() else Path(name_or_path)
    if path.suffix != ".toml":
        near = difflib.get_close_matches(name_or_path, names(), n=1)
        hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(names())}."
        raise ProfileError(f"There is no site named {name_or_path!r}; {hint}")
    profile = load_profile(path)
    return profile.with_base_url(base_url) if base_url else profile
