"""Backups of a deployment's tables in a folder, and their restore. docs/operations.md has the format and the rules."""
