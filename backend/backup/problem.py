"""What whoever looks after the desk can put right."""

import errno
import os


class Problem(Exception):
    """The message says what happened and what to do; it ends a command with exit status 1 and no traceback."""


def in_words(error: Exception) -> str:
    """An error for the log or the terminal: of a file which one, and what to do about it where that is known."""
    if not isinstance(error, OSError) or error.strerror is None:
        return str(error).strip()
    told = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{told}. Make room on that disk, or keep fewer backups there (BACKUP_KEEP_DAILY, BACKUP_KEEP_WEEKLY)."
    if error.errno in (errno.EACCES, errno.EPERM):
        return (
            f"{told}. It must belong to the user that backs up and restores (uid {os.geteuid()}): docs/operations.md "
            "tells how files are brought in (Backup and restore)."
        )
    return told
