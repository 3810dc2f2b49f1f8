"""What `make run` and the tests need on a developer's machine: never imported by the product, absent from the image."""
