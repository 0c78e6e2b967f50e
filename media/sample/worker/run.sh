#!/bin/sh
# Waits for the queue that the link names, then works.
set -eu

host="${QUEUE_PORT_5672_TCP_ADDR:-queue}"
port="${QUEUE_PORT_5672_TCP_PORT:-5672}"

until nc -z "$host" "$port"; do
  echo "waiting for $host:$port"
  sleep 1
done

exec worker --queue "amqp://$host:$port"
