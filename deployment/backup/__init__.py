"""A copy of a deployment's tables in a folder, and the way back. docs/operations.md has the format and the rules."""
