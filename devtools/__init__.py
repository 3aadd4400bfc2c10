"""The tools behind dev.py: they set up this folder, and run, test, check and build the project in it.

`commands` and what it imports use the standard library only: they run before any package is installed.
"""
