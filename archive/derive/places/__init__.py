"""Places: the table of regions 1981–2025, and which of them a report is about.

Owns everything the archive knows of codes and names of regions. `rows` gives the table `regions`; `resolve` gives the
place of one report.
"""

from archive.derive.places.place import Place
from archive.derive.places.resolve import resolve
from archive.derive.places.table import Level, Region, rows

__all__ = ["Level", "Place", "Region", "resolve", "rows"]
