"""`python -m tests.accuracy`: the figures of today's rules, and with `--write` the floor and the README's table."""

from __future__ import annotations

import argparse
import sys

from tests.accuracy import floor, sets
from tests.accuracy.scoring import score

CASES = {
    "sample": sets.sample,
    "replica": sets.replica,
    "labelled": lambda: sets.labelled("open"),
    "held_out": lambda: sets.labelled("held_out"),
}


def main() -> int:
    """Score, show, and write where asked. Exit 1 where a figure has fallen and `--lower` is not given."""
    ask = argparse.ArgumentParser(prog="python -m tests.accuracy", description=__doc__)
    ask.add_argument("sets", nargs="*", choices=[*CASES, []], help="which sets (default: all but held_out)")
    ask.add_argument("--wrong", action="store_true", help="show each answer that is not right (never for held_out)")
    ask.add_argument("--write", action="store_true", help="write the figures as the new floor")
    ask.add_argument("--lower", action="store_true", help="also where they have fallen")
    args = ask.parse_args()
    stands, low = floor.read(), []
    for name in args.sets or [name for name in CASES if name != "held_out"]:
        scores = score(CASES[name]())
        now = floor.figures(scores)
        low += [f"{name}: {line}" for line in floor.fallen(stands.get(name, {}), now)]
        stands[name] = now
        print(f"── {name}")
        for field, one in scores.items():
            print(f"{field:34} precision {one.precision:.3f}  recall {one.recall:.3f}  of {one.stated}")
            if args.wrong and name != "held_out":
                print("".join(f"      {line}\n" for line in one.wrong), end="")
    print("".join(f"fallen: {line}\n" for line in low), end="", file=sys.stderr)
    if args.write and (args.lower or not low):
        floor.write(stands)
    return 1 if low and not args.lower else 0


if __name__ == "__main__":
    sys.exit(main())
