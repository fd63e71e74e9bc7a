"""What can go wrong with the replica site, by name: `baogao replica --fault NAME:key=value,key=value`.

Owns the faults only: `fault` is what they have in common, `catalogue` reads and lists them, and each of the other
modules has one kind. The site and its truth know nothing of them, so what no fault touches stays true.
"""

from crawler.replica.faults.exchange import Answer, Interceptor

__all__ = ["Answer", "Interceptor"]
