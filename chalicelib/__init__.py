"""Porchlight's server: what runs on Lambda.

Imports run one way: api -> chat -> realtime, identity -> audit -> storage -> model, events -> errors, aws, config.
"""

VERSION = "0.1.0"  # of everything; a release's tag is v and this
