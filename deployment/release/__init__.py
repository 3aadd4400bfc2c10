"""The folder that `chalice deploy` runs in: the server, its packages for Lambda, and the stage's configuration.

Chalice's own way from a requirements.txt would upload far more, and nothing of it compiled: a cold start would spend
most of its time on that. So the packages are put into vendor/, which Chalice takes as it is, and requirements.txt is
empty here.
"""

from deployment.release.contents import fingerprint
from deployment.release.folder import build

__all__ = ["build", "fingerprint"]
