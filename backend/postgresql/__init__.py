"""How the desk lives with its PostgreSQL: waiting while it is away, and doing again what a broken connection cut off.

Django's ENGINE (settings.DATABASES) is this package; the middleware is one of settings.MIDDLEWARE. Why it is so:
docs/decisions/0031.
"""
