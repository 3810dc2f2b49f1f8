"""Labelled cases and the runner that measures classification engines on them."""
