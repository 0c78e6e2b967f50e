import os

# Counts what waits in the queue that the link names.
queue = "amqp://%s:%s" % (os.environ["QUEUE_PORT_5672_TCP_ADDR"], os.environ.get("QUEUE_PORT_5672_TCP_PORT", "5672"))
print("counting", queue)
