"""What a run keeps for the next one: in a folder of the user's own, sealed, and never missed where it is gone.

In: a secret that follows from files, and bytes. Out: the same bytes, for who has the same secret; else None.

It lies in $XDG_CACHE_HOME/briefing (~/.cache/briefing; %LOCALAPPDATA% on Windows), which nobody else may open
(place.py). What is kept is sealed with its secret, and lies under a name that follows from it too (seal.py, store.py):
the folder holds neither words nor names, nor which workspaces there are. Who has not the files from which a secret
follows, as they were when something was kept, reads nothing there: a lost laptop tells no more by it than by the data,
and data that was changed or wiped takes along what was kept of it. (A picture goes with the file of its edition, or
with the month.)

No database: each thing is one small file that is put in its place at once, so that two processes are in nobody's way,
and a home folder on a server, where SQLite's locks can't be relied on, is as good as any other. It is written here and
not by generator/base/files/: nobody else may ever read it, and it may fail, or be lost, without a word.
"""

from generator.base.kept.place import VARIABLE
from generator.base.kept.seal import seal, unseal
from generator.base.kept.store import is_kept, is_known, keep, recall

__all__ = ["VARIABLE", "is_kept", "is_known", "keep", "recall", "seal", "unseal"]
