"""What whoever looks after the desk can put right."""


class Problem(Exception):
    """The message says what happened and what to do; it ends a command with exit status 1 and no traceback."""
