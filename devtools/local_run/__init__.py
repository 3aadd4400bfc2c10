"""The local stand-in for API Gateway and S3. It runs the unchanged app.py, and is not part of the Lambda package."""
