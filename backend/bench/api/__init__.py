"""What each operation of the ticket API costs, beside its floor and the naive design: `python -m bench.api`."""
