"""Counting for reports: each entry of a log once and in order, however often the stream delivers it."""
