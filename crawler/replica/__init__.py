"""The replica: a local stand-in for a listing site of government work reports, generated from a seed.

Owns everything that the stand-in shows and the truth about it. It fetches nothing, stores nothing, and knows nothing
of the archive but its table of administrative codes, its error tree and the form of a site profile.
Start with `site.Site` (in Python), `process.ReplicaProcess` (over HTTP) or `baogao replica` (on the command line).
"""
