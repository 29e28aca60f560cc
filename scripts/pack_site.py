"""Runs inside Pyodide: compiles everything in /src (unpacked wheels and our own modules) and packs what a DynamoDB notebook needs.

Writes /site-packages.zip (everything, with sources compiled) and /site-data.zip (only files read as data, for use with a memory snapshot).
"""

import compileall
import json
import os
import py_compile
import shutil
import zipfile

SOURCE = "/src"
SITE = "/lib/python3.14/site-packages"
SERVICES = ("dynamodb", "streams.dynamodb")
BOTOCORE_DATA = (
    "_retry.json",
    "endpoints.json",
    "partitions.json",
    "sdk-default-configuration.json",
    "dynamodb/2012-08-10/",
    "dynamodbstreams/2012-08-10/",
)
LICENSES = ("METADATA", "LICENSE", "LICENSE.txt", "NOTICE")
UNUSED = ("botocore/cacert.pem", "boto3/examples/", "urllib3/contrib/emscripten/emscripten_fetch_worker.js")


def needed(name):
    if name.startswith("botocore/data/"):
        return name.removeprefix("botocore/data/").startswith(BOTOCORE_DATA) and "examples-1" not in name
    if name.startswith("boto3/data/"):
        return name.startswith("boto3/data/dynamodb/")
    if ".dist-info/" in name:
        return name.endswith(LICENSES)
    return not name.startswith(UNUSED) and not name.startswith("dateutil/zoneinfo/dateutil-zoneinfo")


def trim():
    for path, name in list(files()):
        if not needed(name):
            os.remove(path)
    trim_endpoints(f"{SOURCE}/botocore/data/endpoints.json")


def trim_endpoints(path):
    """Drops the endpoints of other services: 1.25 MB become 20 KB, and each session starts sooner."""
    with open(path) as file:
        endpoints = json.load(file)
    for partition in endpoints["partitions"]:
        partition["services"] = {name: partition["services"][name] for name in SERVICES if name in partition["services"]}
    with open(path, "w") as file:
        json.dump(endpoints, file, separators=(",", ":"))


def compile_sources():
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    compileall.compile_dir(SOURCE, quiet=1, legacy=True, invalidation_mode=unchecked, stripdir=SOURCE, prependdir=SITE)


def files():
    for directory, directories, names in os.walk(SOURCE):
        directories.sort()
        for name in sorted(names):
            path = os.path.join(directory, name)
            yield path, os.path.relpath(path, SOURCE)


def pack(target, keep):
    """Packs reproducibly: sorted names, one date."""
    with zipfile.ZipFile(target, "w") as archive:
        for path, name in files():
            if name.endswith(".py") or not keep(name):
                continue
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            with open(path, "rb") as file:
                archive.writestr(info, file.read(), compresslevel=9)


for leftover in [name for name in os.listdir(SOURCE) if name.endswith(".data")]:
    shutil.rmtree(f"{SOURCE}/{leftover}")
trim()
compile_sources()
pack("/site-packages.zip", lambda name: True)
pack("/site-data.zip", lambda name: not name.endswith(".pyc"))
