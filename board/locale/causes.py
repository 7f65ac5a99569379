"""Why the operating system refused something, in words: it says so itself in English, whatever language is in use."""

import errno

from board.locale import N_, _

CAUSES = {
    errno.ENOENT: N_("No such file or directory"),
    errno.EACCES: N_("Permission denied"),
    errno.EPERM: N_("Operation not permitted"),
    errno.EISDIR: N_("Is a directory"),
    errno.ENOTDIR: N_("Not a directory"),
    errno.EEXIST: N_("File exists"),
    errno.ENOSPC: N_("No space left on device"),
    errno.EROFS: N_("Read-only file system"),
    errno.ENAMETOOLONG: N_("File name too long"),
    errno.EIO: N_("Input/output error"),
    errno.EPIPE: N_("Broken pipe"),
    errno.EBADF: N_("Bad file descriptor"),
    errno.EMFILE: N_("Too many open files"),
    errno.ELOOP: N_("Too many levels of symbolic links"),
}
"""The causes that people meet, as the C library words them."""


def cause(error: Exception) -> str:
    """Return why something failed, in the language in use where that is one of `CAUSES`."""
    if not isinstance(error, OSError):
        return str(error)
    return _(CAUSES.get(error.errno or 0, "")) or error.strerror or str(error)
