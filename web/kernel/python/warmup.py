"""Runs before the memory snapshot is taken: imports what boto3 loads lazily and fills botocore's caches."""

import functools
import gc
import importlib
import json
import sys
import types

sys.dont_write_bytecode = True

from shardbook import bridge, cell  # noqa: E402  before botocore

# What notebooks import most often.
import asyncio, collections, csv, dataclasses, datetime, decimal, io, itertools, math, random, re, statistics, uuid  # noqa: E402,E401,F401
import boto3  # noqa: E402
import boto3.dynamodb.conditions  # noqa: E402
import boto3.dynamodb.table  # noqa: E402
import boto3.dynamodb.transform  # noqa: E402
import botocore.loaders  # noqa: E402

# Parse each service model only once for all sessions; botocore caches it per session.
Loader = botocore.loaders.JSONFileLoader
Loader.__eq__ = lambda self, other: type(self) is type(other)
Loader.__hash__ = lambda self: 1
Loader.load_file = functools.cache(Loader.load_file)

TABLE = {"TableName": "T", "TableStatus": "ACTIVE", "KeySchema": [{"AttributeName": "k", "KeyType": "HASH"}]}
ANSWERS = {
    "ListTables": {"TableNames": ["T"]},
    "DescribeTable": {"Table": TABLE},
    "GetItem": {"Item": {"k": {"S": "v"}, "n": {"N": "1"}}},
    "Query": {"Items": [], "Count": 0},
    "Scan": {"Items": [], "Count": 0},
    "ListStreams": {"Streams": []},
    "BatchWriteItem": {"UnprocessedItems": {}},
    "DeleteItem": {"__type": "x#ConditionalCheckFailedException", "message": "m"},
}


class Engine:
    """Pure Python, because a snapshot cannot hold references to JavaScript."""

    def call(self, _authorization, target, _body):
        operation = target.split(".")[1]
        status = 400 if operation == "DeleteItem" else 200
        return types.SimpleNamespace(status=status, requestId="0", content=json.dumps(ANSWERS.get(operation, {})))

    def advance(self, ms):
        pass


EXERCISE = """
import boto3
from decimal import Decimal
from boto3.dynamodb.conditions import Attr, Key
resource = boto3.resource("dynamodb")
table = resource.Table("T")
table.load()
table.wait_until_exists()
table.put_item(Item={"k": "v", "n": Decimal(1), "b": b"1", "s": {"a"}})
table.query(KeyConditionExpression=Key("k").eq("v"), FilterExpression=Attr("n").gt(1))
list(resource.tables.all())
with table.batch_writer() as batch:
    batch.put_item(Item={"k": "w"})
client = boto3.client("dynamodb")
list(client.get_paginator("scan").paginate(TableName="T"))
boto3.client("dynamodbstreams").list_streams()
table.get_item(Key={"k": "v"})
"""
FAILURE = "client.delete_item(TableName='T', Key={'k': {'S': 'v'}})"


def exercise():
    before = dict(cell.namespace)
    outputs = []
    bridge.attach(Engine())
    cell.attach(outputs.append)
    for source in (EXERCISE, FAILURE):
        drive(cell.run(source, "<cell 0>", 1))
    if [json.loads(output)["output_type"] for output in outputs] != ["execute_result", "error"]:
        raise RuntimeError("\n".join(outputs))
    bridge.attach(None)
    cell.attach(None)
    cell.namespace.clear()
    cell.namespace.update(before)


def drive(coroutine):
    """Runs a coroutine that never suspends."""
    try:
        coroutine.send(None)
    except StopIteration:
        return
    raise RuntimeError("The exercise waited")


exercise()
importlib.invalidate_caches()
sys.path_importer_cache.clear()
gc.collect()
