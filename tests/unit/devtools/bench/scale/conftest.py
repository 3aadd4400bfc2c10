"""The simulation's packages are in an environment of their own. The tests import simpy from it."""

import sys

from devtools.setup import simulation

sys.path.append(str(simulation.packages()))
