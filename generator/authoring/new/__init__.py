"""Make new files for authors to go on with: the next edition of a paper."""
