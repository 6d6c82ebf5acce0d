"""Briefing papers for human rights dialogues, from curated records in YAML. The command is `briefing`."""

__version__ = "0.1.0"
