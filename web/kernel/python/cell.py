"""Runs cells in one namespace, like a Jupyter kernel."""

import builtins
import json
import linecache
import sys
import types

from pyodide.code import eval_code_async

from .display import mime_bundle
from .frames import describe

emit = None  # set from JavaScript: emit(json of an nbformat output)


def attach(output):
    global emit
    emit = output


def display(*values):
    """Shows values in the middle of a cell, like IPython's display."""
    for value in values:
        _flush()
        emit(json.dumps({"output_type": "display_data", "data": mime_bundle(value), "metadata": {}}))


main = types.ModuleType("__main__")
namespace = main.__dict__
namespace.update(__builtins__=builtins, display=display)
sys.modules["__main__"] = main


async def run(source, filename, execution_count):
    """Runs a cell and emits its result or error. Returns whether it succeeded."""
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    try:
        value = await eval_code_async(source, namespace, filename=filename, return_mode="last_expr")
        output, ok = _result(value, execution_count), True
    except BaseException as error:  # including SystemExit: a cell must not end the kernel
        output, ok = json.dumps({"output_type": "error", **describe(error)}), False
    _flush()
    if output is not None:
        emit(output)
    return ok


def _result(value, execution_count):
    if value is None:
        return None
    namespace["_"] = value
    data = mime_bundle(value)
    return json.dumps({"output_type": "execute_result", "execution_count": execution_count, "data": data, "metadata": {}})


def _flush():
    sys.stdout.flush()
    sys.stderr.flush()
