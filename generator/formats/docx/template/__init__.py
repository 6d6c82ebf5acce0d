"""The editor's template for Word: what may stand in it, what is wrong with it, and how it is filled."""
