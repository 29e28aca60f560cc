"""How a cell shows its last value: as an nbformat MIME bundle."""

import base64
import decimal
import pprint

from boto3.dynamodb.types import Binary

WIDTH = 88

# As in web/model/outputs.ts. JavaScript has no strings of more than 512 MB, so longer text would end the cell without a result.
TEXT_LIMIT = 1_000_000
CUT_NOTICE = "\n[Output cut after 1 MB]\n"
RICH_LIMIT = 16 * TEXT_LIMIT
DEPTH_LIMIT = 200  # of JSON: encoding more levels would use up the stack and with it Python

# IPython's protocol: each of these methods returns the representation in one MIME type.
_METHODS = {
    "_repr_html_": "text/html",
    "_repr_markdown_": "text/markdown",
    "_repr_svg_": "image/svg+xml",
    "_repr_png_": "image/png",
    "_repr_jpeg_": "image/jpeg",
    "_repr_latex_": "text/latex",
    "_repr_json_": "application/json",
}


def mime_bundle(value):
    bundle = {"text/plain": text(value)}
    if isinstance(value, type):
        return bundle
    for method, mime in _METHODS.items():
        data = _represent(value, method)
        if isinstance(data, str) and len(data) > RICH_LIMIT:
            bundle["text/plain"] += f"\n[{mime} of {len(data) // TEXT_LIMIT} MB left out: at most {RICH_LIMIT // TEXT_LIMIT} MB are shown]"
        elif _is_deep(data):
            bundle["text/plain"] += f"\n[{mime} of more than {DEPTH_LIMIT} levels left out]"
        elif data is not None:
            bundle[mime] = data
    return bundle


def _represent(value, method):
    represent = getattr(value, method, None)
    data = represent() if callable(represent) else None
    if isinstance(data, tuple):  # IPython allows (data, metadata)
        data = data[0]
    return base64.b64encode(data).decode() if isinstance(data, bytes) else data


def _is_deep(data):
    waiting = [(data, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEPTH_LIMIT:
            return True
        if isinstance(value, (dict, list, tuple)):
            waiting += [(each, depth + 1) for each in (value.values() if isinstance(value, dict) else value)]
    return False


def text(value):
    return cut(_Printer(width=WIDTH, sort_dicts=False).pformat(as_typed(value)))


def cut(text):
    return text[:TEXT_LIMIT] + CUT_NOTICE if len(text) > TEXT_LIMIT else text


def as_typed(value, outer=frozenset()):
    """Returns the value as a learner would type it: without response metadata, with bytes for boto3's Binary."""
    if id(value) in outer:
        return value
    inside = outer | {id(value)}
    if type(value) is Binary:
        return value.value
    if type(value) is dict:
        return {k: as_typed(v, inside) for k, v in value.items() if not _is_metadata(k, v)}
    if type(value) in (list, tuple, set):
        return type(value)(as_typed(v, inside) for v in value)
    return value


def _is_metadata(key, value):
    return key == "ResponseMetadata" and isinstance(value, dict) and "HTTPStatusCode" in value


class _Printer(pprint.PrettyPrinter):
    """Keeps long strings whole and sorts sets, so that a cell shows the same each time."""

    _dispatch = {
        kind: printer
        for kind, printer in pprint.PrettyPrinter._dispatch.items()
        if kind not in (str.__repr__, bytes.__repr__)
    }

    def format(self, value, context, maxlevels, level):
        if type(value) is set and value:
            parts = [self.format(v, context, maxlevels, level)[0] for v in sorted(value, key=_order)]
            return "{" + ", ".join(parts) + "}", True, False
        return super().format(value, context, maxlevels, level)


def _order(value):
    number = isinstance(value, (int, float, decimal.Decimal))
    return (0, value, "") if number else (1, 0, repr(value))
