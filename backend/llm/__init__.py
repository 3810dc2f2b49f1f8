"""Asking language models under a deadline. A plain package: it knows neither Django nor the desk."""
