"""Measuring the product as it runs: gunicorn, PostgreSQL, and clients beside them."""
