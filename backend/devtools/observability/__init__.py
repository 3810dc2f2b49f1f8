"""What on-call sees, written as code where that is shorter, and checked: `make check-observability`."""
