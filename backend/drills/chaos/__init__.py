"""The product under constant load, broken in one way after the other: `make chaos` and `make rolling-restart`.

What it must keep is in `promises`; what was seen is in docs/reliability.md.
"""
