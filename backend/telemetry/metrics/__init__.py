"""Every metric of the desk, by subject. docs/metrics.md tells what each means; a test holds the two together.

Labels take their values from small fixed sets: choices, outcomes, routes, configured models. Nothing a person wrote
and nothing a client may invent becomes one.
"""
