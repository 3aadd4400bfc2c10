"""Deploys Porchlight to an AWS account, monitors it, and removes it. Not part of the Lambda package."""
