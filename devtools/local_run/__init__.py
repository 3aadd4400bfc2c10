"""The local stand-in for API Gateway and S3. It runs the unchanged app.py and never ships in the Lambda package."""
