"""The commands of dev.py for this machine. Those for an AWS account are in `deployment`."""
