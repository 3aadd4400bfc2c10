"""Looks whether a deployment works, from outside and from within: one line for each thing, with the remedy."""

from deployment.doctor.checks import Check
from deployment.doctor.running import run

__all__ = ["Check", "run"]
