"""Measurements that docs/ quotes. Run on a quiet machine; nothing of it ships."""
