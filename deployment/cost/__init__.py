"""Estimates what a month on AWS costs: counted calls, times the resources of each, times list prices."""
