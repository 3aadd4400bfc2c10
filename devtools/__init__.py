"""What dev.py does: sets up this folder, and runs, tests, checks and builds what is in it. Standard library only."""
