"""The attacks that docs/security.md names, against a running server: python -m tests.attacks"""
