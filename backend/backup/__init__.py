"""Backups of the database that have been restored before they count, and the way back.

A package of its own beside PostgreSQL's programs: it needs psycopg, and nothing of the desk, so that it works while the
desk does not. `python -m backup --help`; docs/operations.md.
"""
