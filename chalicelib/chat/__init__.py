"""Use cases of conversations, one function for each verb: handler -> use case -> storage -> fan-out."""
