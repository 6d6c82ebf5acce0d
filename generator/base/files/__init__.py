"""Write files, whole or not at all: the one way in which anything of this program comes onto the disk.

In: paths, and what they are to hold. Out: the files in their places; or everything as it was, and BriefingError with
the name of what can't be written, the reason in plain words, and what to do (O501; O502 for a new folder).

Each file is written beside its place, forced onto the disk, and only then moved in: whoever is killed on the way, or
loses power, leaves the old file or the new one, and never half of one. Several files appear together: a journal
(journal.py) says what was under way, and the next run undoes it. Two runs never write into a folder at once (lock.py).
"""

from generator.base.files.folder import write_folder
from generator.base.files.journal import recover
from generator.base.files.lock import lock_folder
from generator.base.files.told import ChangedMeanwhile, refuse_link
from generator.base.files.write import write_file, write_files

__all__ = [
    "ChangedMeanwhile",
    "lock_folder",
    "recover",
    "refuse_link",
    "write_file",
    "write_files",
    "write_folder",
]
