"""The desk: what a site's team does with its conversations. No call of a visitor imports this package."""
