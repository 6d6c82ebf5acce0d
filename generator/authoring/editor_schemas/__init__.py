"""What an editor needs to complete and check YAML while it is written: JSON Schemas, and which files they are for."""
