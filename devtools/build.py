"""Builds the pages into .porchlight/dist."""

import argparse

from devtools import pages, preparation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has none."""


def command(arguments: argparse.Namespace) -> int:
    preparation.ensure(tests=False)
    pages.build()
    return 0
