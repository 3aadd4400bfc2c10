"""Simulates a large deployment: what API Gateway, Lambda and DynamoDB let through, and what refused pages do."""
