"""Every event that is pushed, and the audiences that receive it.

A pushed event is a hint: it may be lost, doubled, late or out of order. It names its conversation and the number it
refers to, and the page requests the messages after its cursor to learn the rest.
"""

from chalicelib.events.audiences import *
from chalicelib.events.fields import *
from chalicelib.events.kinds import *
