"""Everything that is computed from captures: values in, values out, no I/O, no clock, no global state.

Imports nothing of ours but `archive.errors` and the data files beside it. Where the rules are applied to the
archive (which capture, which profile, what is stale) is not decided here.

`RULE_VERSION` is stored with every reading and every derived row. Raise it whenever a rule in this package
(or one of its data files) changes so that the same bytes and the same profile could give another value: a
text, a title, a date, a level, a flag. Rows made by another version are then derived again, and a text that
changed becomes a new version with the cause `rule`. A faster rule with the same results keeps the number.
"""

from __future__ import annotations

RULE_VERSION = "2"
