"""The stand-in for what calls the functions of the background work on AWS: the stream of the messages table, with
Lambda's event source mapping, and EventBridge Scheduler, with Lambda's asynchronous invocations."""
