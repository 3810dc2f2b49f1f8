"""Django's PostgreSQL backend with its statements counted."""
