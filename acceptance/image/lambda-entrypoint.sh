#!/bin/sh
# The handler's name is the container's command. Where nothing else serves the runtime API, AWS's interface emulator does.
if [ $# -ne 1 ]; then
  echo "the container's command has to be the handler's name, and is: $*" >&2
  exit 142
fi
export _HANDLER="$1"
if [ -n "${AWS_LAMBDA_RUNTIME_API:-}" ]; then
  exec "$LAMBDA_RUNTIME_DIR/bootstrap"
fi
exec /usr/local/bin/aws-lambda-rie "$LAMBDA_RUNTIME_DIR/bootstrap"
