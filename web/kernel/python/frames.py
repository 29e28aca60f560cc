"""Tracebacks that show only the learner's frames."""

import traceback

from .display import cut


def describe(error):
    """Returns an nbformat error's ename, evalue and traceback. Modifies the traceback of `error`."""
    for each in _linked(error):
        each.__traceback__ = _only_cells(each.__traceback__)
    lines = cut("".join(traceback.format_exception(error)).rstrip("\n")).split("\n")
    return {"ename": type(error).__name__, "evalue": cut(str(error)), "traceback": lines}


def _linked(error):
    """Returns the exception, its causes and contexts, and the members of groups, each once."""
    found, waiting = {}, [error]
    while waiting:
        each = waiting.pop()
        if each is None or id(each) in found:
            continue
        found[id(each)] = each
        waiting += [each.__cause__, each.__context__, *getattr(each, "exceptions", ())]
    return found.values()


def _only_cells(tb):
    cells = []
    while tb is not None:
        if tb.tb_frame.f_code.co_filename.startswith("<cell "):
            cells.append(tb)
        tb = tb.tb_next
    for frame, following in zip(cells, [*cells[1:], None]):
        frame.tb_next = following
    return cells[0] if cells else None
