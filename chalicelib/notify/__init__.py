"""Background work: what follows from a stored message, outside of the calls that people wait for.

The stream of the messages table calls `records`, which schedules jobs. EventBridge Scheduler calls `runner` when a job
is due. Both deliver at least once, so every job that has an effect is done under a claim: see `claims`.
"""
