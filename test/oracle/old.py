"""Answers each line {cwd, env, words} with what docker-compose 1.x does there, {code, output, errors}; one import for all, one fork for each."""

import json
import os
import sys
import tempfile

from compose.cli.main import main


def answer(cwd, env, words):
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        child = os.fork()
        if child == 0:
            os.dup2(output.fileno(), 1)
            os.dup2(errors.fileno(), 2)
            os.chdir(cwd)
            os.environ.clear()
            os.environ.update(env)
            sys.argv = ["docker-compose", *words]
            code = 1
            try:
                main()
                code = 0
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else int(end.code is not None)
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        output.seek(0)
        errors.seek(0)
        return {"code": code, "output": output.read().decode(), "errors": errors.read().decode()}


for line in sys.stdin:
    print(json.dumps(answer(**json.loads(line))), flush=True)
