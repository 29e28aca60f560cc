"""Passes every botocore request to this kernel's engine.

Import it before botocore: botocore.retries.standard binds time.sleep as a default argument.
"""

import os
import time

engine = None  # set from JavaScript: call(authorization, target, body) -> {status, content, requestId}, advance(ms)

_real_sleep = time.sleep
_LONGEST_SLEEP = (2**63 - 1) / 1e9  # seconds; Python counts nanoseconds in 64 bits


def attach(host):
    global engine
    engine = host


def _sleep(seconds):
    """Advances the virtual clock instead of waiting."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    if seconds != seconds:
        raise ValueError("Invalid value NaN (not a number)")
    if seconds > _LONGEST_SLEEP:
        raise OverflowError("timestamp too large to convert to C PyTime_t")
    if engine is None:
        return _real_sleep(seconds)
    engine.advance(float(seconds) * 1000)


time.sleep = _sleep
os.environ.update(
    AWS_DEFAULT_REGION="us-east-1",
    AWS_ACCESS_KEY_ID="shardbook",
    AWS_SECRET_ACCESS_KEY="shardbook",
    AWS_EC2_METADATA_DISABLED="true",
    AWS_SHARED_CREDENTIALS_FILE="/dev/null",
    AWS_CONFIG_FILE="/dev/null",
)

import functools  # noqa: E402

import boto3  # noqa: E402,F401
import botocore.session  # noqa: E402
import botocore.useragent  # noqa: E402
from botocore.awsrequest import AWSResponse  # noqa: E402

# Otherwise each call formats the same user agent again, which takes a fifth of its time.
botocore.useragent.sanitize_user_agent_string_component = functools.cache(botocore.useragent.sanitize_user_agent_string_component)


class _Body:
    """The part of urllib3's response that AWSResponse.content uses."""

    def __init__(self, data):
        self._data = data

    def stream(self, *_args, **_kwargs):
        yield self._data


def _text(value):
    return value.decode() if isinstance(value, (bytes, bytearray)) else value


def answer(request, **_event):
    """Handler of before-send: botocore takes the returned response as the service's."""
    headers = request.headers
    response = engine.call(_text(headers.get("Authorization", "")), _text(headers["X-Amz-Target"]), _text(request.body or b"{}"))
    answered = {"content-type": "application/x-amz-json-1.0", "x-amzn-requestid": response.requestId}
    content = response.content
    data = content.encode() if isinstance(content, str) else content.to_bytes()
    return AWSResponse(request.url, response.status, answered, _Body(data))


_init_session = botocore.session.Session.__init__


def _init_bridged_session(self, *args, **kwargs):
    _init_session(self, *args, **kwargs)
    self.register("before-send.*.*", answer)


botocore.session.Session.__init__ = _init_bridged_session
