"""Checks whether a deployment works, from outside and in its AWS account. Each check has a result and a remedy."""
