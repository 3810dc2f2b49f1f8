"""A second PostgreSQL that answers lists, searches and figures (REPLICA_DATABASE_URL), as fresh as the first would.

A view says by `from_replica` that its answer may come from there, what it calls reads by `reads()`; everything else is
with the primary. Why an answer from there is never stale: docs/decisions/0030.
"""
