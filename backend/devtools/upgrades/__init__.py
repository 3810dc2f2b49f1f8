"""Upgrades that nobody notices: migrations that are safe under requests, and the previous release on the new schema."""
