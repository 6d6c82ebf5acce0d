"""Plain text, before it means anything: where sentences end, which words differ."""
