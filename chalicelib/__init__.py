"""Porchlight's server: what runs on Lambda.

Imports run one way: api -> chat -> realtime, identity -> audit -> storage -> model, events -> errors, config.
"""
