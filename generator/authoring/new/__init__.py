"""Make new files for authors to go on with: the next edition of a paper, an empty one, a style, a record.

A record is made in steps: `check_answers` (answers.py) says what is missing or wrong in a few answers to the questions
of its kind (questions.py), `find_near` (near.py) what may be there already, `make_record` (record.py) makes the text of
its file, and `write_record` writes it.
"""
