"""Prints what the model check explores, and the trace to each mistake: python3 -m tests.model [--long]"""

import sys

from tests.model.bounds import LONG, SHORT
from tests.model.explore import explore
from tests.model.mistakes import MISTAKES

for bounds in SHORT + (LONG if "--long" in sys.argv else []):
    found = explore(bounds.model())
    print(f"{bounds}: {found.states:,} states, {found.happened.total():,} steps, depth {found.depth}, ", end="")
    print(f"{found.seconds:.1f} s: {found.broken or 'every promise holds'}", *found.trace, sep="\n    ", flush=True)

for mistake in MISTAKES:
    found = explore(mistake.model())
    print(f"\n{mistake.variant.__name__}: {mistake.variant.__doc__}\n  {found.broken}", *found.trace, sep="\n    ")
