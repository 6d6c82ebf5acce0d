"""The preview: a paper in the browser, as the files say it now, while they are being written.

In: a workspace and an edition. Out: a server on this machine alone. The pages are those of the PDF: a change is shown
as soon as the HTML is made anew, and two other processes tell what `check` finds, and where the PDF's pages begin.
"""
