"""The redline: two papers merged into one Word file with tracked changes."""
