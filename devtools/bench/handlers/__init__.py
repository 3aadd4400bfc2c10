"""The handlers of app.py in this process, called with the events of API Gateway, on DynamoDB Local."""
