"""Whether this server is being stopped: known to all its processes, before any of them stops serving.

One byte of memory that the children of a process share with it, so import this before they are forked.
"""

import mmap

_byte = mmap.mmap(-1, 1)


def begin() -> None:
    """From now on /readyz answers 503, so that nobody sends new requests here."""
    _byte[0] = 1


def draining() -> bool:
    """True once the server has been told to stop."""
    return _byte[0] == 1
