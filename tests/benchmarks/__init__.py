"""How fast the papers are made, beside other tools that do the same content: `python -m tests.benchmarks`."""
