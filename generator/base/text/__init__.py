"""Work with plain text: find the ends of sentences, and compare words."""
