"""The fuzz targets by name, and the child process that runs one of them under atheris.

Owns nothing but the list: each target is a module with `seeds()` and `check(data)`, which raises where a promise is
broken. The modules themselves need no atheris, so that the ordinary tests use the same checks.
"""

from __future__ import annotations

import sys
from importlib import import_module

from tests.fuzz import dates, files, large, pages, warc

TARGETS = {"pages": pages, "dates": dates, "large": large, "warc": warc, "files": files}


def run(name: str, options: list[str]) -> None:
    """Hand this process over to the fuzzer. Never returns."""
    import atheris

    for module in [m for m in sys.modules if m.startswith(("archive", "warcio", "w3lib", "tests.fuzz"))]:
        del sys.modules[module]
    with atheris.instrument_imports(include=["archive", "warcio", "w3lib"]):
        target = import_module(f"tests.fuzz.{name}")
    atheris.Setup([name, *options], target.check)
    atheris.Fuzz()


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2:])
