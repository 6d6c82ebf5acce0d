"""The finished web page sealed: nothing in it runs, and nothing is fetched, whatever a style says.

In: a page as the style's template made it. Out: the same page with a policy in its head that browsers keep to, without
comments, and with its pictures inside; or diagnostics P211 and P212 at the place in the template or style sheet.
"""
