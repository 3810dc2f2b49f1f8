"""Errors of the web app, as browsers report them to POST /api/errors/."""
