"""Papers in a large archive are made from the files that can matter to them; the others are left unread.

In: a workspace, and what earlier runs kept of its files. Out: a workspace of those that can matter (part.py), and what
is kept for the next run (index.py). What may be left unread at all, a case that is open to everybody and of which
nothing is wrong, is decided in summary.py. Whatever is not sure is read: `by_part` does work with the part, and with
everything as soon as a step asks for more.
"""

import hashlib
import os

FEWEST = 200
"""Files of cases from which on it is worth while."""
MOST_UNKNOWN = 2_000
"""Files of cases of which no more than hashes are kept: those that papers have to read."""


def is_case_file(name: str) -> bool:
    """Tell whether a file of the workspace is one of those of which most may be left unread."""
    return name.startswith("data/") and name.endswith(".yaml") and name.rpartition("/")[0].endswith("/cases")


def name_place(root: str) -> bytes:
    """Return under which name it is kept what is known of the files of a workspace, some dozens of them together."""
    return hashlib.sha256(b"archive of\0" + os.path.realpath(root).encode("utf-8", "surrogatepass")).digest()


def name_whole(root: str) -> bytes:
    """Return under which name it is kept what is known of all of them at once."""
    return b"whole\0" + name_place(root)
