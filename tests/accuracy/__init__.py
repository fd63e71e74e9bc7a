"""How often the rules are right: three sets of reports with known answers, scored apart and never pooled.

`sets` reads the answers, `scoring` compares them with what the rules say, `floor` keeps the figures that may not fall
and writes the table of the README. `python -m tests.accuracy` shows the figures of today's rules.
"""
