"""Drills: the product under faults, on this machine, by commands that anyone can run (docs/drills.md)."""
