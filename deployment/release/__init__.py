"""The folder that `chalice deploy` runs in: the server, its packages for Lambda, and the stage's configuration.

From a requirements.txt, Chalice would upload far more packages, none of them compiled, and a cold start would spend
most of its time compiling them. So requirements.txt is empty, and the packages are in vendor/, which Chalice copies.
"""

from deployment.release.folder import build, fingerprint

__all__ = ["build", "fingerprint"]
