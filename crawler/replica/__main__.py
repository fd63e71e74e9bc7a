"""`python -m crawler.replica`: the replica as a program of its own, for whoever starts it as a child process.

Owns nothing but the way in; options are those of `baogao replica`.
"""

from __future__ import annotations

import sys

from archive.errors import BaogaoError
from crawler.replica.command import replica

if __name__ == "__main__":
    try:
        replica.main(prog_name="baogao replica", standalone_mode=True)
    except BaogaoError as failure:
        sys.stderr.write(f"Error: {failure}\n")
        sys.exit(failure.exit_code)
