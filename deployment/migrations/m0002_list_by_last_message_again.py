"""Fills the keys of the index `latest` in what the earlier code has written since `m0001_list_by_last_message`."""

from deployment.migrations.m0001_list_by_last_message import SINCE, work

__all__ = ["SINCE", "WHEN", "work"]

WHEN = "after"
