"""A lock that its process cannot forget: the kernel gives it back even after kill -9."""

import fcntl
import os
from pathlib import Path
from typing import Self


class Locked(Exception):
    """Another process holds the lock; `holder` is its process id, or "" if it did not say."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


class ProcessLock:
    """An exclusive lock on `path`, held from `acquire` to `release`.

    A POSIX record lock, not flock: children that are forked do not inherit it, so they cannot keep it alive.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> Self:
        """Take the lock without waiting. Raises Locked if another process has it."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(descriptor, 32).decode().strip()
            os.close(descriptor)
            raise Locked(holder) from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        self._descriptor = descriptor
        return self

    def release(self) -> None:
        """Give the lock back; does nothing if it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
