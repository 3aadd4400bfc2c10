"""Porchlight's server: what runs on Lambda.

Imports run one way: api -> chat -> realtime, identity -> storage -> model, events -> errors, config.
"""
